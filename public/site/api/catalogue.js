// @ts-check
/**
 * The catalogue, as everybody may read it. Each answer has what is shown and no more: `fields` and
 * `populate` name it.
 *
 * @typedef {import('./types.js').MovieCard} MovieCard
 * @typedef {import('./types.js').Movie} Movie
 * @typedef {import('./types.js').Person} Person
 * @typedef {import('./types.js').Work} Work
 * @typedef {import('./types.js').MovieFacets} MovieFacets
 * @typedef {import('./types.js').Pagination} Pagination
 */
import { request } from './http.js';

/** Fills rows of 2, 3, 4 and 6 posters. */
const PAGE_SIZE = 24;

/** The most that one list answers. */
const MAX_PAGE_SIZE = 100;

export const PICTURE = {
  fields: ['url', 'width', 'height', 'formats', 'placeholder', 'alternativeText'],
};
const NAME = { fields: ['firstName', 'lastName'] };

/** What a card of a grid shows. */
export const CARD = {
  fields: ['title', 'releaseDate', 'favoritesCount'],
  populate: { poster: PICTURE, director: NAME },
};

/** @type {Record<string, string>} How the grid may be sorted, by what addresses say. */
export const SORTS = {
  newest: 'releaseDate:desc',
  oldest: 'releaseDate:asc',
  title: 'title:asc',
  favorites: 'favoritesCount:desc',
};

/**
 * @typedef {object} MovieQuery
 * @property {string} [title] what the title contains, in any case
 * @property {string} [genre] its name
 * @property {string} [country] its code, e.g. `FR`
 * @property {number | 'undated'} [decade] its first year, e.g. 1990
 * @property {string} [sort] a key of SORTS
 * @property {number} [page] from 1
 */

/** @param {MovieQuery} query */
const releasedIn = ({ title, decade, sort = 'newest' }) => {
  if (decade === 'undated') return { $null: true };
  if (decade) return { $gte: `${decade}-01-01`, $lt: `${decade + 10}-01-01` };
  // PostgreSQL puts what has no date before the newest. Who looks for a title finds it nevertheless.
  return sort === 'newest' && !title ? { $notNull: true } : undefined;
};

/** @param {MovieQuery} query */
const filtersOf = (query) => ({
  title: query.title ? { $containsi: query.title } : undefined,
  genres: query.genre ? { name: query.genre } : undefined,
  country: query.country ? { code: query.country } : undefined,
  releaseDate: releasedIn(query),
});

/**
 * One page of the grid, in one request:
 *
 *     GET /api/movies?fields[0]=title&fields[1]=releaseDate&fields[2]=favoritesCount
 *       &populate[poster][fields][0]=url&…&populate[director][fields][0]=firstName&…
 *       &filters[title][$containsi]=night&filters[genres][name]=Drama&filters[country][code]=FR
 *       &filters[releaseDate][$gte]=1990-01-01&filters[releaseDate][$lt]=2000-01-01
 *       &sort[0]=releaseDate:desc&sort[1]=title:asc&pagination[page]=1&pagination[pageSize]=24
 *
 * @param {MovieQuery} query
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ data: MovieCard[], meta: { pagination: Pagination } }>}
 */
export const listMovies = (query, signal) =>
  request('/movies', {
    query: {
      ...CARD,
      filters: filtersOf(query),
      // Movies that are equal in the first would change places between pages.
      sort: [SORTS[query.sort ?? ''] ?? SORTS.newest, 'title:asc', 'documentId:asc'],
      pagination: { page: query.page ?? 1, pageSize: PAGE_SIZE },
    },
    signal,
  });

/**
 * A movie with its cast in billing order:
 *
 *     GET /api/movies/:documentId?populate[characters][populate][actor][populate][primaryPhoto]…
 *       &populate[director]…&populate[genres]…&populate[country]…&populate[poster]…
 *
 * @param {string} documentId
 * @param {AbortSignal} [signal]
 * @returns {Promise<Movie>}
 */
export const findMovie = async (documentId, signal) => {
  const actor = { ...NAME, populate: { primaryPhoto: PICTURE } };
  const { data } = await request(`/movies/${encodeURIComponent(documentId)}`, {
    query: {
      fields: [...CARD.fields, 'description', 'durationMinutes', 'budget'],
      populate: {
        ...CARD.populate,
        country: { fields: ['name', 'code'] },
        genres: { fields: ['name'] },
        characters: { fields: ['name', 'role', 'description'], populate: { actor } },
      },
    },
    signal,
  });
  return data;
};

/**
 * A person with photos:
 *
 *     GET /api/people/:documentId?populate[photos]…&populate[country]…
 *
 * @param {string} documentId
 * @param {AbortSignal} [signal]
 * @returns {Promise<Person>}
 */
export const findPerson = async (documentId, signal) => {
  const { data } = await request(`/people/${encodeURIComponent(documentId)}`, {
    query: {
      fields: [...NAME.fields, 'biography', 'dateOfBirth'],
      populate: { country: { fields: ['name', 'code'] }, photos: PICTURE },
    },
    signal,
  });
  return data;
};

/**
 * All movies that a person has directed or acted in, newest first, with as many requests as there are
 * hundreds:
 *
 *     GET /api/people/:documentId/filmography?pagination[page]=1&pagination[pageSize]=100
 *
 * @param {string} documentId
 * @param {AbortSignal} [signal]
 * @returns {Promise<Work[]>}
 */
export const findWorks = async (documentId, signal) => {
  /** @param {number} page */
  const get = (page) =>
    request(`/people/${encodeURIComponent(documentId)}/filmography`, {
      query: { pagination: { page, pageSize: MAX_PAGE_SIZE } },
      signal,
    });
  const { data, meta } = await get(1);
  const others = Array.from({ length: meta.pagination.pageCount - 1 }, (_, index) =>
    get(index + 2),
  );
  return [data, ...(await Promise.all(others)).map((answer) => answer.data)].flat();
};

/**
 * How many movies there are of each genre, country and decade, which have any:
 *
 *     GET /api/movies/facets
 *
 * @returns {Promise<MovieFacets>}
 */
export const movieFacets = async () => (await request('/movies/facets')).data;
