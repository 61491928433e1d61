import type { EffectName, ObstacleName } from './answers';
import { CHARACTERS, COUNTRIES, GENRES, MOVIES, type Naming, PEOPLE } from './named';

/** One of the ways in which others are concerned by the entries `chosen`. */
export interface Part<Name extends string> {
  name: Name;
  /** What is counted, and named unless it is users. */
  naming?: Naming;
  /** The attribute of the chosen entries that tells of it; who may not read it is not told. */
  field?: string;
  /** SQL that gives the `id` of each, once, and its `place` in front of others. */
  rows: string;
}

interface Parts {
  naming: Naming;
  obstacles: readonly Part<ObstacleName>[];
  effects: readonly Part<EffectName>[];
}

/** SQL that gives the `movie_id` of versions of movies, by an index that begins with what is chosen. */
type Mentions = string;

const byLink = (table: string, column: string): Mentions => `
  SELECT link.movie_id FROM ${table} AS link JOIN chosen ON chosen.id = link.${column}`;

const DIRECTED = byLink('movies_director_lnk', 'person_id');
const CAST = byLink('movies_characters_lnk', 'character_id');
const FROM_COUNTRY = byLink('movies_country_lnk', 'country_id');
const OF_GENRE = byLink('movies_genres_lnk', 'genre_id');
const ACTED = `
  SELECT link.movie_id
  FROM movies_characters_lnk AS link
  JOIN characters_actor_lnk AS actor ON actor.character_id = link.character_id
  JOIN chosen ON chosen.id = actor.person_id`;

/** @param mentions of which published movies, all unless a condition on `movie` says which */
const publishedMovies = (mentions: Mentions, condition = 'true'): string => `
  SELECT movie.id, 0 AS place
  FROM movies AS movie
  WHERE movie.published_at IS NOT NULL AND movie.id IN (${mentions}) AND ${condition}`;

const HAS_OTHER_CHARACTERS = `EXISTS (
  SELECT FROM movies_characters_lnk AS other
  WHERE other.movie_id = movie.id
    AND other.character_id NOT IN (SELECT id FROM chosen)
)`;

/** Of movies whose published version, when there is one, does not mention it. */
const drafts = (mentions: Mentions): Part<EffectName> => ({
  name: 'drafts',
  naming: MOVIES,
  rows: `
    WITH mentions AS MATERIALIZED (${mentions})
    SELECT movie.id, 0 AS place
    FROM movies AS movie
    WHERE movie.published_at IS NULL
      AND movie.id IN (SELECT movie_id FROM mentions)
      AND NOT EXISTS (
        SELECT FROM movies AS live
        WHERE live.document_id = movie.document_id
          AND live.published_at IS NOT NULL
          AND live.id IN (SELECT movie_id FROM mentions)
      )`,
});

const MOVIE_EFFECTS: readonly Part<EffectName>[] = [
  {
    name: 'favorites',
    field: 'favoritesCount',
    rows: `
      SELECT DISTINCT favorite.user_id AS id, 0 AS place
      FROM favorites AS favorite
      WHERE favorite.movie_document_id IN (SELECT document_id FROM chosen)`,
  },
  {
    // Directors first, then actors in billing order.
    name: 'pages-of-people',
    naming: PEOPLE,
    rows: `
      SELECT person_id AS id, min(place) AS place
      FROM (
        SELECT director.person_id, 0 AS place
        FROM movies_director_lnk AS director
        JOIN chosen ON chosen.id = director.movie_id AND chosen.published_at IS NOT NULL
        UNION ALL
        SELECT actor.person_id, link.character_ord
        FROM movies_characters_lnk AS link
        JOIN chosen ON chosen.id = link.movie_id AND chosen.published_at IS NOT NULL
        JOIN characters_actor_lnk AS actor ON actor.character_id = link.character_id
      ) AS part
      GROUP BY person_id`,
  },
  {
    name: 'listings-of-genres',
    naming: GENRES,
    rows: `
      SELECT link.genre_id AS id, min(link.genre_ord) AS place
      FROM movies_genres_lnk AS link
      JOIN chosen ON chosen.id = link.movie_id AND chosen.published_at IS NOT NULL
      GROUP BY link.genre_id`,
  },
  {
    name: 'listings-of-countries',
    naming: COUNTRIES,
    rows: `
      SELECT DISTINCT link.country_id AS id, 0 AS place
      FROM movies_country_lnk AS link
      JOIN chosen ON chosen.id = link.movie_id AND chosen.published_at IS NOT NULL`,
  },
  {
    name: 'characters-without-movie',
    naming: CHARACTERS,
    rows: `
      SELECT link.character_id AS id, min(link.character_ord) AS place
      FROM movies_characters_lnk AS link
      JOIN chosen ON chosen.id = link.movie_id
      WHERE NOT EXISTS (
        SELECT FROM movies_characters_lnk AS other
        WHERE other.character_id = link.character_id
          AND other.movie_id NOT IN (SELECT id FROM chosen)
      )
      GROUP BY link.character_id`,
  },
];

/**
 * What is to be known before an entry is unpublished or deleted, by the name in its type's uid.
 * `src/publishing` refuses what has obstacles; it looks only when the deletion is done, and here
 * nothing has been done.
 */
export const PARTS: Readonly<Partial<Record<string, Parts>>> = {
  [MOVIES.uid]: { naming: MOVIES, obstacles: [], effects: MOVIE_EFFECTS },
  [PEOPLE.uid]: {
    naming: PEOPLE,
    obstacles: [
      { name: 'movies-without-director', naming: MOVIES, rows: publishedMovies(DIRECTED) },
      { name: 'movies-without-actor', naming: MOVIES, rows: publishedMovies(ACTED) },
      {
        name: 'characters-without-actor',
        naming: CHARACTERS,
        rows: `
          SELECT actor.character_id AS id, 0 AS place
          FROM characters_actor_lnk AS actor
          JOIN chosen ON chosen.id = actor.person_id
          WHERE NOT EXISTS (
            SELECT FROM movies_characters_lnk AS link JOIN movies ON movies.id = link.movie_id
            WHERE link.character_id = actor.character_id AND movies.published_at IS NOT NULL
          )`,
      },
    ],
    effects: [drafts(`${DIRECTED} UNION ${ACTED}`)],
  },
  [CHARACTERS.uid]: {
    naming: CHARACTERS,
    obstacles: [
      {
        name: 'movies-without-character',
        naming: MOVIES,
        rows: publishedMovies(CAST, `NOT ${HAS_OTHER_CHARACTERS}`),
      },
    ],
    effects: [
      {
        name: 'published-movies',
        naming: MOVIES,
        rows: publishedMovies(CAST, HAS_OTHER_CHARACTERS),
      },
      drafts(CAST),
    ],
  },
  [COUNTRIES.uid]: {
    naming: COUNTRIES,
    obstacles: [
      { name: 'movies-without-country', naming: MOVIES, rows: publishedMovies(FROM_COUNTRY) },
      {
        name: 'people-without-country',
        naming: PEOPLE,
        rows: `
          SELECT link.person_id AS id, 0 AS place
          FROM people_country_lnk AS link JOIN chosen ON chosen.id = link.country_id`,
      },
    ],
    effects: [drafts(FROM_COUNTRY)],
  },
  [GENRES.uid]: {
    naming: GENRES,
    obstacles: [],
    effects: [
      { name: 'published-movies', naming: MOVIES, rows: publishedMovies(OF_GENRE) },
      drafts(OF_GENRE),
    ],
  },
};
