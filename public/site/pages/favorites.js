// @ts-check
import { listFavorites } from '../api/favorites.js';
import { element } from '../components/dom.js';
import { plural } from '../components/format.js';
import { notice } from '../components/messages.js';
import { movieGrid, skeletonGrid } from '../components/movie-grid.js';
import { pageLinks } from '../components/pages.js';
import { forUsersOnly } from './for-users-only.js';

/** @param {import('../api/types.js').MovieCard[]} movies */
const list = (movies) =>
  movies.length > 0
    ? movieGrid(movies, { areFavorites: true })
    : notice({
        title: 'No favorites yet',
        text: 'Press the heart of a movie, and it is kept here.',
        heading: 'h2',
        actions: [element('a', { class: 'button', href: '/' }, 'See all movies')],
      });

/** The favorites of who is signed in, newest first. */
export const favoritesPage = forUsersOnly({
  skeleton: () =>
    element('div', { class: 'page' }, element('h1', {}, 'My favorites'), skeletonGrid(6)),

  async load({ url, signal }) {
    const page = Math.max(1, Math.floor(Number(url.searchParams.get('page'))) || 1);
    const { data, meta } = await listFavorites(page, signal);
    const movies = data.flatMap(({ movie }) => movie ?? []);
    const hidden = data.length - movies.length;
    const heading = element(
      'div',
      { class: 'heading' },
      element('h1', {}, 'My favorites'),
      element('span', { class: 'quiet' }, plural(meta.pagination.total, 'movie')),
    );
    const content = element(
      'div',
      { class: 'page' },
      heading,
      list(movies),
      hidden > 0 &&
        element(
          'p',
          { class: 'quiet' },
          `${plural(hidden, 'movie')} of yours not shown at present.`,
        ),
      pageLinks(meta.pagination, (number) => `/favorites?page=${number}`),
    );
    return { title: 'My favorites', content };
  },
});
