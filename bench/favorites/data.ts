import type { Client } from 'pg';
import { API_TOKEN, signAccessToken } from '../harness';

/** Users who toggle, at the same time. */
export const TOGGLERS = 64;

/** Movies whose favorites are toggled; the first is the hot one. */
export const TOGGLED_MOVIES = 1_000;

const CATALOGUE_MOVIES = 10_000;

/** Users with so many favorites, of movies of the catalogue. */
export const READERS = {
  ten: { id: 101, favorites: 10 },
  hundred: { id: 102, favorites: 100 },
  tenThousand: { id: 103, favorites: CATALOGUE_MOVIES },
} as const;

/** Beyond the catalogue, so that nothing else touches them. */
export const PUBLISHED_MOVIES = { unloved: CATALOGUE_MOVIES + 1, loved: CATALOGUE_MOVIES + 2 };

/** Favorites of the loved movie, each of another user; the loved movie's are the only ones they have. */
export const FANS = 200_000;
const FIRST_FAN = 201;

const USERS = FIRST_FAN + FANS - 1;

/** The documentId of a movie, by its number from 1; SQL has `movie_document(n)` for the same. */
export const movieDocument = (number: number): string => `m${String(number).padStart(23, '0')}`;

const sessionOf = (userId: number): string => `session-${userId}`;

/** An access token of a user who toggles (1 to TOGGLERS) or reads. */
export const accessToken = (userId: number): Promise<string> =>
  signAccessToken(userId, sessionOf(userId));

/**
 * A catalogue as the document service would write it: each movie as draft and as published row, with
 * a director, a country, two genres, and three characters of its own.
 */
const CATALOGUE = `
  INSERT INTO people (id, document_id, first_name, last_name, created_at, updated_at, published_at)
    SELECT n, 'p' || lpad(n::text, 23, '0'), 'First ' || n, 'Last ' || n, now(), now(), now()
    FROM generate_series(1, 2000) AS n;

  INSERT INTO characters (id, document_id, name, role, created_at, updated_at, published_at)
    SELECT n, 'c' || lpad(n::text, 23, '0'), 'Character ' || n, 'leading', now(), now(), now()
    FROM generate_series(1, 3 * :movies) AS n;
  INSERT INTO characters_actor_lnk (character_id, person_id, character_ord)
    SELECT n, 1 + n % 2000, 1 FROM generate_series(1, 3 * :movies) AS n;

  INSERT INTO movies (id, document_id, title, description, release_date, duration_minutes,
      budget, favorites_count, created_at, updated_at, published_at)
    SELECT 2 * n - 1 + version, movie_document(n), 'Movie ' || n, repeat('What happens. ', 20),
      date '1960-01-01' + n % 24000, 80 + n % 90, 1000000 + n, 0, now(), now(),
      CASE version WHEN 1 THEN now() END
    FROM generate_series(1, :movies) AS n, generate_series(0, 1) AS version;
  INSERT INTO movies_director_lnk (movie_id, person_id, movie_ord)
    SELECT id, 1 + id / 2 % 2000, 1 FROM movies;
  INSERT INTO movies_country_lnk (movie_id, country_id)
    SELECT id, (SELECT min(id) FROM countries) FROM movies;
  INSERT INTO movies_genres_lnk (movie_id, genre_id, genre_ord)
    SELECT movies.id, genre.id, genre.place
    FROM movies, (
      SELECT id, row_number() OVER (ORDER BY id) AS place FROM genres ORDER BY id LIMIT 2
    ) AS genre;
  INSERT INTO movies_characters_lnk (movie_id, character_id, character_ord, movie_ord)
    SELECT 2 * n - 1 + version, 3 * (n - 1) + place, place, 1
    FROM generate_series(1, :movies) AS n, generate_series(0, 1) AS version,
      generate_series(1, 3) AS place;`;

const USERS_AND_SESSIONS = `
  INSERT INTO up_users (id, document_id, username, email, provider, confirmed, blocked,
      created_at, updated_at, published_at)
    SELECT n, 'u' || lpad(n::text, 23, '0'), 'user' || n, 'user' || n || '@example.com', 'local',
      true, false, now(), now(), now()
    FROM generate_series(1, :users) AS n;
  INSERT INTO up_users_role_lnk (user_id, role_id, user_ord)
    SELECT up_users.id, up_roles.id, 1 FROM up_users, up_roles WHERE type = 'authenticated';
  INSERT INTO strapi_sessions (document_id, user_id, session_id, origin, type, status,
      expires_at, absolute_expires_at, created_at, updated_at, published_at)
    SELECT 's' || lpad(n::text, 23, '0'), n::text, 'session-' || n, 'users-permissions', 'refresh',
      'active', now() + interval '14 days', now() + interval '30 days', now(), now(), now()
    FROM generate_series(1, 200) AS n;`;

/**
 * Without triggers, which would count 210,000 times; the counts are set afterwards, and compared
 * with the rows before anything is measured.
 */
const FAVORITES = `
  SET LOCAL session_replication_role = replica;
  CREATE TEMP TABLE wanted (user_id integer, movie integer) ON COMMIT DROP;
  INSERT INTO wanted SELECT n, :loved FROM generate_series(:firstFan, :users) AS n;
  INSERT INTO wanted SELECT :tenId, n * 7 FROM generate_series(1, :tenFavorites) AS n;
  INSERT INTO wanted SELECT :hundredId, n * 7 FROM generate_series(1, :hundredFavorites) AS n;
  INSERT INTO wanted SELECT :tenThousandId, n FROM generate_series(1, :tenThousandFavorites) AS n;
  INSERT INTO favorites (document_id, user_id, movie_document_id, created_at, updated_at, published_at)
    SELECT 'f' || lpad((row_number() OVER ())::text, 23, '0'), user_id, movie_document(movie),
      at, at, at
    FROM wanted, LATERAL (
      SELECT localtimestamp - make_interval(mins => movie, secs => user_id) AS at
    ) AS dated;
  UPDATE movies SET favorites_count = counted.favorites
    FROM (SELECT movie_document_id, count(*) AS favorites FROM favorites GROUP BY 1) AS counted
    WHERE document_id = movie_document_id;`;

const TOKEN = `
  INSERT INTO strapi_api_tokens (document_id, name, description, kind, type, access_key,
      created_at, updated_at, published_at)
    VALUES ('t' || repeat('0', 23), 'benchmark', '', 'content-api', 'full-access', :apiTokenHash,
      now(), now(), now());`;

const SEQUENCES = ['people', 'characters', 'movies', 'up_users']
  .map((table) => `SELECT setval('${table}_id_seq', (SELECT max(id) FROM ${table}));`)
  .join('\n');

/** Puts values into statements that take no parameters, as there are several of them in a text. */
const complete = (client: Client, sql: string, values: Record<string, string | number>): string =>
  sql.replace(/(?<!:):(\w+)/g, (name, key: string) => {
    const value = values[key];
    if (value === undefined) throw new Error(`There is no value for ${name}.`);
    return typeof value === 'number' ? String(value) : client.escapeLiteral(value);
  });

/** Fills an empty catalogue, and leaves the database as it would be found some time later. */
export const fill = async (client: Client): Promise<void> => {
  const values = {
    movies: Math.max(...Object.values(PUBLISHED_MOVIES)),
    users: USERS,
    firstFan: FIRST_FAN,
    loved: PUBLISHED_MOVIES.loved,
    apiTokenHash: API_TOKEN.hash,
    ...Object.fromEntries(
      Object.entries(READERS).flatMap(([name, { id, favorites }]) => [
        [`${name}Id`, id],
        [`${name}Favorites`, favorites],
      ]),
    ),
  };
  await client.query(`
    CREATE FUNCTION movie_document(number bigint) RETURNS text IMMUTABLE LANGUAGE sql
      AS $$ SELECT 'm' || lpad(number::text, 23, '0') $$`);
  for (const sql of [CATALOGUE, USERS_AND_SESSIONS, FAVORITES, TOKEN, SEQUENCES]) {
    await client.query(`BEGIN; ${complete(client, sql, values)} COMMIT;`);
  }
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
  await checkCounts(client);
};

/**
 * Compares the counts of all movies with their rows, in one snapshot.
 *
 * @throws when they differ anywhere
 */
export const checkCounts = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ document_id: string }>(`
    SELECT document_id
    FROM movies
    LEFT JOIN (
      SELECT movie_document_id, count(*) AS favorites FROM favorites GROUP BY 1
    ) AS counted ON counted.movie_document_id = document_id
    WHERE favorites_count <> COALESCE(favorites, 0)`);
  if (rows[0]) {
    throw new Error(
      `favorites_count is wrong in ${rows.length} rows of movies, one of them ${rows[0].document_id}.`,
    );
  }
};
