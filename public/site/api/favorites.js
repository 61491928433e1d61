// @ts-check
/**
 * The favorites of who is signed in.
 *
 * @typedef {import('./types.js').MovieCard} MovieCard
 * @typedef {import('./types.js').Pagination} Pagination
 */
import { CARD } from './catalogue.js';
import { currentSession, requestAsUser } from './session.js';

const PAGE_SIZE = 24;

/** The most movies that one request asks about. */
const MAX_MOVIES = 100;

/**
 * Which of these movies are favorites, in one request for the whole grid, and one more for each further
 * hundred:
 *
 *     GET /api/favorites/states?movies=id,id,…
 *
 * @param {string[]} movies their documentIds
 * @param {AbortSignal} [signal]
 * @returns {Promise<Set<string>>} empty for visitors, who cause no request
 */
export const favoritesAmong = async (movies, signal) => {
  if (!currentSession() || movies.length === 0) return new Set();
  const query = { movies: movies.slice(0, MAX_MOVIES).join(',') };
  /** @type {[{ data: { movie: string, favorite: boolean }[] }, Set<string>]} */
  const [{ data }, others] = await Promise.all([
    requestAsUser('/favorites/states', { query, signal }),
    favoritesAmong(movies.slice(MAX_MOVIES), signal),
  ]);
  const favorites = data.filter(({ favorite }) => favorite).map(({ movie }) => movie);
  return new Set([...favorites, ...others]);
};

/**
 * Both may be repeated, so a lost answer does no harm:
 *
 *     PUT    /api/movies/:documentId/favorite   adds
 *     DELETE /api/movies/:documentId/favorite   removes
 *
 * @param {string} movie its documentId
 * @param {boolean} favorite
 * @returns {Promise<{ favorite: boolean, favoritesCount: number }>}
 */
export const setFavorite = async (movie, favorite) => {
  const method = favorite ? 'PUT' : 'DELETE';
  const { data } = await requestAsUser(`/movies/${encodeURIComponent(movie)}/favorite`, { method });
  return data;
};

/**
 * Newest first:
 *
 *     GET /api/users/me/favorites?populate[movie]…&pagination[page]=1&pagination[pageSize]=24
 *
 * @param {number} page from 1
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ data: { movie: MovieCard | null }[], meta: { pagination: Pagination } }>} without
 *   a movie where that is not published at present
 */
export const listFavorites = (page, signal) =>
  requestAsUser('/users/me/favorites', {
    query: { populate: { movie: CARD }, pagination: { page, pageSize: PAGE_SIZE } },
    signal,
  });
