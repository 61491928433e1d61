import type { Core } from '@strapi/strapi';

/**
 * Which of these movies a user has favorited, in one statement (by `favorites_user_movie_uq`). A
 * favorite of a movie that is not published does not show.
 *
 * @param movies documentIds
 * @returns the documentIds of those that are favorites
 */
export const favoritesAmong = async (
  strapi: Core.Strapi,
  userId: number,
  movies: readonly string[],
): Promise<Set<string>> => {
  if (movies.length === 0) return new Set();
  const { rows } = await strapi.db.connection.raw<{ rows: { movie: string }[] }>(
    `SELECT favorites.movie_document_id AS movie
     FROM favorites
     WHERE favorites.user_id = ?
       AND favorites.movie_document_id = ANY(?::text[])
       AND EXISTS (
         SELECT FROM movies
         WHERE movies.document_id = favorites.movie_document_id
           AND movies.published_at IS NOT NULL
       )`,
    [userId, [...movies]],
  );
  return new Set(rows.map(({ movie }) => movie));
};
