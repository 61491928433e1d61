// @ts-check
import { findMovie } from '../api/catalogue.js';
import { favoritesAmong } from '../api/favorites.js';
import { element } from '../components/dom.js';
import { favoriteButton } from '../components/favorite-button.js';
import { duration, fullName, longDate, money, year } from '../components/format.js';
import { toast } from '../components/messages.js';
import { personAddress } from '../components/movie-grid.js';
import { pictureBox, setPlaceholder } from '../components/picture.js';
import { orNotFound } from './not-found.js';

/**
 * @typedef {import('../api/types.js').Movie} Movie
 * @typedef {import('../api/types.js').Character} Character
 * @typedef {import('../router.js').Visit} Visit
 */

/** @param {Character} character */
const castMember = ({ name, role, description, actor }) =>
  element(
    'li',
    { class: 'member' },
    pictureBox(actor?.primaryPhoto ?? null, {
      sizes: '88px',
      shape: 'portrait',
      missing: 'person',
    }),
    element(
      'div',
      {},
      actor &&
        element(
          'h3',
          {},
          element('a', { href: personAddress(actor.documentId), class: 'cover' }, fullName(actor)),
        ),
      element('p', {}, name, element('span', { class: `role ${role}` }, role)),
      description && element('p', { class: 'quiet' }, description),
    ),
  );

/** @param {Movie} movie */
const facts = (movie) => {
  /** @type {[string, import('../components/dom.js').Child][]} */
  const all = [
    [
      'Director',
      movie.director &&
        element('a', { href: personAddress(movie.director.documentId) }, fullName(movie.director)),
    ],
    ['Released', movie.releaseDate && longDate(movie.releaseDate)],
    ['Country', movie.country?.name],
    ['Running time', movie.durationMinutes && duration(movie.durationMinutes)],
    ['Budget', movie.budget && money(movie.budget)],
  ];
  return element(
    'dl',
    { class: 'facts' },
    ...all
      .filter(([, value]) => value)
      .map(([name, value]) =>
        element('div', {}, element('dt', {}, name), element('dd', {}, value)),
      ),
  );
};

/** @param {Movie} movie */
const genres = ({ genres }) =>
  genres.length > 0 &&
  element(
    'ul',
    { class: 'chips', 'aria-label': 'Genres' },
    ...genres.map(({ name }) =>
      element('li', {}, element('a', { href: `/?genre=${encodeURIComponent(name)}` }, name)),
    ),
  );

/** @param {Movie} movie @param {Node} favorite */
const content = (movie, favorite) => {
  const backdrop = element('div', { class: 'backdrop', 'aria-hidden': 'true' });
  setPlaceholder(backdrop, movie.poster);
  return element(
    'article',
    { class: 'movie' },
    backdrop,
    element(
      'div',
      { class: 'page hero' },
      pictureBox(movie.poster, {
        sizes: '(max-width: 700px) 60vw, 340px',
        eager: true,
        alt: movie.poster?.alternativeText ?? `Poster of ${movie.title}`,
      }),
      element(
        'div',
        { class: 'summary' },
        element(
          'h1',
          {},
          movie.title,
          ' ',
          element('span', { class: 'year' }, year(movie.releaseDate)),
        ),
        genres(movie),
        element('p', { class: 'description' }, movie.description),
        facts(movie),
        favorite,
      ),
    ),
    element(
      'section',
      { class: 'page', 'aria-labelledby': 'cast' },
      element('h2', { id: 'cast' }, 'Cast'),
      element('ol', { class: 'cast' }, ...movie.characters.map(castMember)),
    ),
  );
};

const skeleton = () =>
  element(
    'div',
    { class: 'page hero skeleton', 'aria-hidden': 'true' },
    element('span', { class: 'picture poster' }),
    element(
      'div',
      { class: 'summary' },
      ...['title', '', '', 'short'].map((extra) => element('span', { class: `line ${extra}` })),
    ),
  );

/**
 * @param {Movie} movie
 * @param {(favorite: boolean) => void} setState
 * @param {AbortSignal} signal
 */
const showState = async (movie, setState, signal) => {
  try {
    const favorites = await favoritesAmong([movie.documentId], signal);
    setState(favorites.has(movie.documentId));
  } catch (error) {
    if (!signal.aborted) toast(/** @type {Error} */ (error).message, { isError: true });
  }
};

/** A movie with its cast, in billing order. */
export const moviePage = {
  skeleton,

  /** @param {Visit} visit */
  load: ({ documentId, signal }) =>
    orNotFound('movie', async () => {
      const movie = await findMovie(documentId, signal);
      const { button, setState } = favoriteButton(movie, { wide: true });
      void showState(movie, setState, signal);
      const released = year(movie.releaseDate);
      return {
        title: released ? `${movie.title} (${released})` : movie.title,
        content: content(movie, button),
      };
    }),
};
