// @ts-check
import { favoritesAmong } from '../api/favorites.js';
import { element } from './dom.js';
import { favoriteButton } from './favorite-button.js';
import { fullName, year } from './format.js';
import { toast } from './messages.js';
import { pictureBox } from './picture.js';

/** @typedef {import('../api/types.js').MovieCard} MovieCard */

/** As the styles have it: two columns on a phone, columns of about 200 pixels elsewhere. */
const SIZES = '(max-width: 480px) 45vw, 210px';

/** Seen without scrolling on a large screen. */
const EAGER = 6;

/** @param {string} documentId */
export const movieAddress = (documentId) => `/movies/${encodeURIComponent(documentId)}`;

/** @param {string} documentId */
export const personAddress = (documentId) => `/people/${encodeURIComponent(documentId)}`;

/**
 * @param {MovieCard} movie
 * @param {object} options
 * @param {boolean} options.eager
 * @param {'h2' | 'h3'} options.heading
 * @param {string} [options.note] a line of its own, instead of year and director
 */
const movieCard = (movie, { eager, heading, note }) => {
  const { button, setState } = favoriteButton(movie);
  const facts = [year(movie.releaseDate), movie.director && fullName(movie.director)];
  const card = element(
    'li',
    { class: 'card' },
    pictureBox(movie.poster, { sizes: SIZES, eager }),
    element(
      heading,
      {},
      element('a', { href: movieAddress(movie.documentId), class: 'cover' }, movie.title),
    ),
    element('p', { class: 'quiet' }, note ?? facts.filter(Boolean).join(' · ')),
    button,
  );
  return { card, setState };
};

/**
 * A grid of posters with favorite buttons. Which are favorites comes after the movies themselves, in
 * one request; the grid does not wait for it.
 *
 * @param {MovieCard[]} movies
 * @param {object} [options]
 * @param {AbortSignal} [options.signal]
 * @param {'h2' | 'h3'} [options.heading] level of the titles
 * @param {Map<string, string>} [options.notes] by documentId, a line instead of year and director
 * @param {boolean} [options.areFavorites] whether it is known that all are
 */
export const movieGrid = (movies, options = {}) => {
  const { signal, heading = 'h2', notes, areFavorites = false } = options;
  const cards = movies.map((movie, index) => ({
    id: movie.documentId,
    ...movieCard(movie, { eager: index < EAGER, heading, note: notes?.get(movie.documentId) }),
  }));
  if (areFavorites) for (const { setState } of cards) setState(true);
  else void showFavorites(cards, signal);
  return element('ul', { class: 'grid' }, ...cards.map(({ card }) => card));
};

/**
 * @param {{ id: string, setState: (favorite: boolean) => void }[]} cards
 * @param {AbortSignal} [signal]
 */
const showFavorites = async (cards, signal) => {
  try {
    const favorites = await favoritesAmong(
      cards.map(({ id }) => id),
      signal,
    );
    for (const { id, setState } of cards) setState(favorites.has(id));
  } catch (error) {
    if (!signal?.aborted) toast(/** @type {Error} */ (error).message, { isError: true });
  }
};

/** @param {number} count of cards whose shape is shown while they load */
export const skeletonGrid = (count) =>
  element(
    'ul',
    { class: 'grid', 'aria-hidden': 'true' },
    ...Array.from({ length: count }, () =>
      element(
        'li',
        { class: 'card skeleton' },
        element('span', { class: 'picture poster' }),
        element('span', { class: 'line' }),
        element('span', { class: 'line short' }),
      ),
    ),
  );
