import type { Client } from 'pg';
import { type CatalogueSize, fillCatalogue } from '../catalogue';
import { signAccessToken } from '../harness';
import { withRoom } from './room';

/** Users with favorites, with ids from 1. */
export const READERS = 10;

/** Of each of them; some movies of the catalogue are not published, and their favorites show no movie. */
const FAVORITES_EACH = 100;

/** One movie in so many is a draft only (`bench/catalogue`). */
const DRAFT_EVERY = 50;

const sessionOf = (userId: number): string => `session-${userId}`;

/** An access token of a reader for the project's server. */
export const accessToken = (userId: number): Promise<string> =>
  signAccessToken(userId, sessionOf(userId));

/** Whether a movie is published, by its number from 1. */
export const isPublished = (number: number): boolean => number % DRAFT_EVERY !== 0;

/** How many of the first so many movies are published. */
export const publishedOf = (movies: number): number => movies - Math.floor(movies / DRAFT_EVERY);

const usersOf = (movies: number): string => `
  INSERT INTO up_users (id, document_id, username, email, provider, confirmed, blocked,
      created_at, updated_at, published_at)
    SELECT n, 'u' || lpad(n::text, 23, '0'), 'user' || n, 'user' || n || '@example.com', 'local',
      true, false, now(), now(), now()
    FROM generate_series(1, ${READERS}) AS n;
  INSERT INTO up_users_role_lnk (user_id, role_id, user_ord)
    SELECT up_users.id, up_roles.id, 1 FROM up_users, up_roles WHERE type = 'authenticated';
  INSERT INTO strapi_sessions (document_id, user_id, session_id, origin, type, status,
      expires_at, absolute_expires_at, created_at, updated_at, published_at)
    SELECT 's' || lpad(n::text, 23, '0'), n::text, 'session-' || n, 'users-permissions', 'refresh',
      'active', now() + interval '14 days', now() + interval '30 days', now(), now(), now()
    FROM generate_series(1, ${READERS}) AS n;
  INSERT INTO favorites (document_id, user_id, movie_document_id, created_at, updated_at, published_at)
    SELECT 'f' || lpad((row_number() OVER ())::text, 23, '0'), up_users.id,
      'm' || lpad((1 + (up_users.id * ${FAVORITES_EACH} + n) % ${movies})::text, 23, '0'), at, at, at
    FROM up_users, generate_series(1, ${Math.min(FAVORITES_EACH, movies)}) AS n,
      LATERAL (SELECT localtimestamp - make_interval(mins => n) AS at) AS dated;`;

/** Fills an empty catalogue, the same one for the same size, and leaves it as found some time later. */
export const fill = async (client: Client, size: CatalogueSize): Promise<void> => {
  await withRoom(client, () => fillCatalogue(client, size));
  await client.query(`BEGIN; ${usersOf(size.movies)} COMMIT;`);
  await client.query('VACUUM ANALYZE up_users, up_users_role_lnk, strapi_sessions, favorites');
  await client.query('CHECKPOINT');
};
