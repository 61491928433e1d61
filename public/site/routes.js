// @ts-check
import { favoritesPage } from './pages/favorites.js';
import { moviePage } from './pages/movie.js';
import { moviesPage } from './pages/movies.js';
import { notFoundPage } from './pages/not-found.js';
import { personPage } from './pages/person.js';
import { profilePage } from './pages/profile.js';
import { registerPage } from './pages/register.js';
import { signInPage } from './pages/sign-in.js';

/** @type {[path: string, page: import('./router.js').Page][]} The server knows the same paths: src/site */
const ROUTES = [
  ['/', moviesPage],
  ['/movies/:documentId', moviePage],
  ['/people/:documentId', personPage],
  ['/favorites', favoritesPage],
  ['/profile', profilePage],
  ['/sign-in', signInPage],
  ['/register', registerPage],
];

/**
 * @param {string} text of a path
 * @returns {string | null} null where it is no encoded text, such as `%ZZ`
 */
const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/**
 * The page of a path, and what the path says.
 *
 * @param {string} pathname
 * @returns {{ page: import('./router.js').Page, documentId: string } | null} null where the path is not of
 *   this site, but of the admin panel, say, or broken
 */
export const findRoute = (pathname) => {
  for (const [path, page] of ROUTES) {
    const [start = '', parameter] = path.split(':');
    if (!parameter && pathname === path) return { page, documentId: '' };
    const rest = pathname.slice(start.length);
    if (parameter && pathname.startsWith(start) && rest && !rest.includes('/')) {
      const documentId = decoded(rest);
      return documentId === null ? null : { page, documentId };
    }
  }
  return null;
};

/** For addresses that somebody has typed, or that were right once. */
export const NOWHERE = { page: notFoundPage, documentId: '' };
