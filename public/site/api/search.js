// @ts-check
import { request } from './http.js';

/** As many as fit below the box. */
const SUGGESTIONS = 8;

/**
 * What is found while somebody types:
 *
 *     GET /api/search?q=metropols&types=movie,person&pageSize=8
 *
 * Characters have no page of their own, and are left out.
 *
 * @param {string} q
 * @param {AbortSignal} signal
 * @returns {Promise<import('./types.js').SearchHit[]>} best first
 */
export const search = async (q, signal) => {
  const query = { q, types: 'movie,person', pageSize: SUGGESTIONS };
  const { data } = await request('/search', { query, signal });
  return data;
};
