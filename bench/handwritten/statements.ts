import { bareMovie, favorite, listedMovie, selectedMovie, wholeMovie } from './fragments';

const PAGE_SIZE = 25;

/** `{data, meta}` of a page; the parameter `page` counts from 1. */
const listBody = (entries: string, total: string, page: string): string => `
  SELECT json_build_object(
    'data', (SELECT coalesce(json_agg(entry), '[]') FROM (${entries}) AS listed),
    'meta', json_build_object('pagination', json_build_object(
      'page', CAST(${page} AS integer), 'pageSize', ${PAGE_SIZE},
      'pageCount', ceil(total / ${PAGE_SIZE}.0), 'total', total))
  )::text AS body
  FROM (${total}) AS counted`;

const entries = (entry: string, from: string, order: string, page: string): string => `
  SELECT ${entry} AS entry FROM (
    SELECT movie.* FROM ${from} AND movie.published_at IS NOT NULL
    ORDER BY ${order} LIMIT ${PAGE_SIZE} OFFSET (CAST(${page} AS integer) - 1) * ${PAGE_SIZE}
  ) AS movie`;

const kept = (counted: string): string =>
  `SELECT CAST(sum(delta) AS bigint) AS total FROM entry_counts WHERE counted = ${counted}`;

const ALL = 'movies AS movie WHERE true';
const ALL_COUNTED = kept(`'movies'`);

export const MOVIE = {
  name: 'movie',
  text: `
    SELECT json_build_object('data', ${wholeMovie('movie')}, 'meta', json_build_object())::text AS body
    FROM movies AS movie WHERE document_id = $1 AND published_at IS NOT NULL`,
};

export const MOVIES = {
  name: 'movies',
  text: listBody(entries(bareMovie('movie'), ALL, 'movie.id', '$1'), ALL_COUNTED, '$1'),
};

export const MOVIES_WITH_RELATIONS = {
  name: 'movies-with-relations',
  text: listBody(entries(listedMovie('movie'), ALL, 'movie.id', '$1'), ALL_COUNTED, '$1'),
};

const NEWEST = 'release_date DESC, id';

export const MOVIES_NEWEST = {
  name: 'movies-newest',
  text: listBody(entries(bareMovie('movie'), ALL, NEWEST, '$1'), ALL_COUNTED, '$1'),
};

export const GENRE = { name: 'genre', text: 'SELECT id FROM genres WHERE name = $1' };

/**
 * The id is part of the text, so that PostgreSQL knows how many movies it plans for; each genre is a
 * prepared statement of its own.
 */
export const moviesOfGenre = (id: number) => ({
  name: `movies-of-genre-${id}`,
  text: listBody(
    entries(
      bareMovie('movie'),
      `movies AS movie JOIN movies_genres_lnk AS link
        ON link.movie_id = movie.id AND link.genre_id = ${id} WHERE true`,
      NEWEST,
      '$1',
    ),
    kept(`'genre' AND key = ${id}`),
    '$1',
  ),
});

export const FAVORITES = {
  name: 'favorites',
  text: listBody(
    `SELECT ${favorite('favorite')} AS entry FROM (
      SELECT * FROM favorites WHERE user_id = $1 ORDER BY created_at DESC, id DESC LIMIT ${PAGE_SIZE}
    ) AS favorite`,
    'SELECT count(*) AS total FROM favorites WHERE user_id = $1',
    '1',
  ),
};

export const GRAPHQL_MOVIE = {
  name: 'graphql-movie',
  text: `
    SELECT json_build_object('data', json_build_object('movie', ${selectedMovie('movie', [
      'documentId',
      'title',
      'description',
      'releaseDate',
      'durationMinutes',
      'budget',
      'favoritesCount',
    ])}))::text AS body
    FROM movies AS movie WHERE document_id = $1 AND published_at IS NOT NULL`,
};

export const GRAPHQL_MOVIES = {
  name: 'graphql-movies',
  text: `
    SELECT json_build_object('data', json_build_object('movies', coalesce(json_agg(entry), '[]')))::text AS body
    FROM (${entries(
      selectedMovie('movie', ['documentId', 'title', 'releaseDate', 'favoritesCount']),
      ALL,
      'movie.id',
      '$1',
    )}) AS listed`,
};
