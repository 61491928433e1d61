/**
 * The statements that fill a catalogue, in order. Everything that looks random is a hash of a row's
 * number, so that the same options give the same catalogue, whichever way PostgreSQL plans.
 *
 * `uniform(n, salt)` is in [0, 1); a power of it draws small places much more often than great ones.
 */
export const FUNCTIONS = `
  CREATE OR REPLACE FUNCTION pg_temp.uniform(n bigint, salt integer) RETURNS float
    IMMUTABLE LANGUAGE sql AS $$
      SELECT (hashint8extended(n, salt) & 1073741823) / 1073741824.0::float
    $$;
  CREATE OR REPLACE FUNCTION pg_temp.place(n bigint, salt integer, places bigint, skew float)
    RETURNS integer IMMUTABLE LANGUAGE sql AS $$
      SELECT 1 + floor(places * power(pg_temp.uniform(n, salt), skew))::integer
    $$;
  CREATE OR REPLACE FUNCTION pg_temp.document(kind text, n bigint) RETURNS text
    IMMUTABLE LANGUAGE sql AS $$ SELECT kind || lpad(n::text, 23, '0') $$;
  CREATE OR REPLACE FUNCTION pg_temp.moment(n bigint) RETURNS timestamp
    IMMUTABLE LANGUAGE sql AS $$
      SELECT timestamp '2024-01-01' + n % 20000000 * interval '1 second'
    $$;`;

/** Popular people have a low number. One in ten has no last name or no date of birth. */
export const PEOPLE = `
  INSERT INTO people (id, document_id, first_name, last_name, date_of_birth, gender, label,
      created_at, updated_at, published_at)
    SELECT n, pg_temp.document('p', n), first_name, last_name, born,
      (ARRAY['female', 'male', 'nonBinary'])[pg_temp.place(n, 5, 3, 1.5)],
      person_label(first_name, last_name, born),
      pg_temp.moment(n), pg_temp.moment(n), pg_temp.moment(n)
    FROM generate_series(1::bigint, :people) AS n, LATERAL (
      SELECT (:firstNames::text[])[pg_temp.place(n, 1, array_length(:firstNames::text[], 1), 1.6)]
          AS first_name,
        CASE WHEN n % 20 <> 7 THEN
          (:lastNames::text[])[pg_temp.place(n, 2, array_length(:lastNames::text[], 1), 2.5)]
        END AS last_name,
        CASE WHEN n % 10 <> 3 THEN
          date '1900-01-01' + floor(38000 * pg_temp.uniform(n, 4))::integer
        END AS born
    ) AS named;
  INSERT INTO people_country_lnk (person_id, country_id)
    SELECT n, country_ids[pg_temp.place(n, 6, array_length(country_ids, 1), 4)]
    FROM generate_series(1::bigint, :people) AS n, (
      SELECT array_agg(id ORDER BY array_position(:hubCountries::text[], code::text), code) AS country_ids FROM countries
    ) AS known;`;

/** Popular people play more. */
export const CHARACTERS = `
  INSERT INTO characters (id, document_id, name, role, label, created_at, updated_at, published_at)
    SELECT n, pg_temp.document('c', n), named.name, role,
      character_label(named.name, full_name(people.first_name, people.last_name)),
      pg_temp.moment(n), pg_temp.moment(n), pg_temp.moment(n)
    FROM generate_series(1::bigint, :characters) AS n
    CROSS JOIN LATERAL (
      SELECT (ARRAY['leading', 'supporting', 'background'])[pg_temp.place(n, 11, 3, 0.8)] AS role
    ) AS cast_as
    CROSS JOIN LATERAL (
      SELECT CASE role WHEN 'background'
        THEN (:extras::text[])[pg_temp.place(n, 12, array_length(:extras::text[], 1), 1.5)]
        ELSE (:firstNames::text[])[pg_temp.place(n, 13, array_length(:firstNames::text[], 1), 1.3)]
          || ' ' || (:lastNames::text[])[pg_temp.place(n, 14, array_length(:lastNames::text[], 1), 2)]
        END AS name
    ) AS named
    JOIN people ON people.id = pg_temp.place(n, 15, :people, 1.7);
  INSERT INTO characters_actor_lnk (character_id, person_id, character_ord)
    SELECT n, pg_temp.place(n, 15, :people, 1.7), n
    FROM generate_series(1::bigint, :characters) AS n;`;

/**
 * Each movie as draft and as published row, next to each other; one in fifty is a draft only. Some are
 * undated, four in ten have no budget. The counts of favorites are of favorites that do not exist.
 */
export const MOVIES = `
  CREATE TEMP TABLE versions ON COMMIT DROP AS
    SELECT n, version, 2 * n - 1 + version AS id
    FROM generate_series(1::bigint, :movies) AS n, generate_series(0, 1) AS version
    WHERE version = 0 OR n % 50 <> 0;
  INSERT INTO movies (id, document_id, title, description, release_date, duration_minutes,
      budget, favorites_count, created_at, updated_at, published_at)
    SELECT versions.id, pg_temp.document('m', n), title,
      title || ' is about ' || repeat(lower(title) || ' and what comes after it. ', 4),
      CASE WHEN n % 33 <> 5 THEN
        date '1920-01-01' + floor(38700 * power(pg_temp.uniform(n, 21), 0.6))::integer
      END,
      CASE WHEN n % 25 <> 4 THEN 60 + floor(120 * power(pg_temp.uniform(n, 22), 1.5))::integer END,
      CASE WHEN n % 5 > 1 THEN 10000 * floor(1 + 30000 * power(pg_temp.uniform(n, 23), 4)) END,
      floor(5000 * power(pg_temp.uniform(n, 24), 8)),
      pg_temp.moment(n), pg_temp.moment(n), CASE version WHEN 1 THEN pg_temp.moment(n) END
    FROM versions, LATERAL (
      SELECT (:words::text[])[pg_temp.place(n, 25, array_length(:words::text[], 1), 3)] AS one,
        (:words::text[])[pg_temp.place(n, 26, array_length(:words::text[], 1), 3)] AS other
    ) AS drawn, LATERAL (
      SELECT CASE pg_temp.place(n, 27, 6, 1)
        WHEN 1 THEN 'The ' || one || ' ' || other
        WHEN 2 THEN 'The ' || one
        WHEN 3 THEN one || ' of the ' || other
        WHEN 4 THEN one || ' and ' || other
        WHEN 5 THEN one || ' ' || other || ' ' || pg_temp.place(n, 28, 9, 2)
        ELSE one || ' ' || other
      END AS title
    ) AS named
    ORDER BY versions.id;
  INSERT INTO movies_director_lnk (movie_id, person_id, movie_ord)
    SELECT id, pg_temp.place(n, 31, :people, 1.7), n FROM versions;
  INSERT INTO movies_country_lnk (movie_id, country_id)
    SELECT id, country_ids[pg_temp.place(n, 32, array_length(country_ids, 1), 4)]
    FROM versions, (
      SELECT array_agg(id ORDER BY array_position(:hubCountries::text[], code::text), code) AS country_ids FROM countries
    ) AS known;
  INSERT INTO movies_genres_lnk (movie_id, genre_id, genre_ord)
    SELECT id, genre_id, row_number() OVER (PARTITION BY id ORDER BY place)
    FROM (
      SELECT id, place,
        genre_ids[pg_temp.place(n, 40 + place, array_length(genre_ids, 1), 2)] AS genre_id,
        row_number() OVER (
          PARTITION BY id, pg_temp.place(n, 40 + place, array_length(genre_ids, 1), 2)
          ORDER BY place
        ) AS repetition
      FROM versions
      CROSS JOIN (SELECT array_agg(id ORDER BY array_position(:hubGenres::text[], name::text), name) AS genre_ids FROM genres) AS known
      CROSS JOIN LATERAL generate_series(1, pg_temp.place(n, 33, 4, 1)) AS place
    ) AS drawn
    WHERE repetition = 1;
  INSERT INTO movies_characters_lnk (movie_id, character_id, character_ord, movie_ord)
    SELECT versions.id, c, c, 1
    FROM generate_series(1::bigint, :characters) AS c
    JOIN versions ON versions.n = 1 + (c - 1) % :movies;
  -- One character in fifty comes back in another movie.
  INSERT INTO movies_characters_lnk (movie_id, character_id, character_ord, movie_ord)
    SELECT versions.id, c, c, 2
    FROM generate_series(50::bigint, :characters, 50) AS c
    JOIN versions ON versions.n = 1 + c % :movies
    WHERE :movies > 1;`;

const FILLED = ['people', 'characters', 'movies'];

/** What comes next gets numbers of its own. */
export const SEQUENCES = FILLED.map(
  (table) => `SELECT setval('${table}_id_seq', (SELECT max(id) FROM ${table}));`,
).join('\n');
