/**
 * Published movies that somebody has directed or has characters in, each once, with how many there are
 * and what they cost; one row with nulls for somebody without any, none for nobody. What is read depends
 * on the person's work alone: `movies_director_person_movie_ix`, `characters_actor_person_character_ix`
 * and `movies_characters_character_movie_ix` lead to it.
 */
export const FILMOGRAPHY = `
  WITH person AS (
    SELECT id FROM people WHERE document_id = :person
  ),
  parts AS (
    SELECT movie_link.movie_id, movie_link.character_id, movie_link.character_ord
    FROM person
    JOIN characters_actor_lnk AS actor_link ON actor_link.person_id = person.id
    JOIN movies_characters_lnk AS movie_link ON movie_link.character_id = actor_link.character_id
    WHERE CAST(:acted AS boolean)
  ),
  directed AS (
    SELECT movie_id FROM person JOIN movies_director_lnk AS link ON link.person_id = person.id
  ),
  works AS (
    SELECT * FROM movies
    WHERE published_at IS NOT NULL
      AND id IN (SELECT movie_id FROM directed UNION SELECT movie_id FROM parts)
  ),
  totals AS (
    SELECT count(*) AS movies, coalesce(sum(budget), 0) AS budget FROM works
  ),
  page AS (
    SELECT * FROM works
    ORDER BY release_date DESC NULLS LAST, document_id
    LIMIT :limit OFFSET :start
  )
  SELECT
    totals.movies AS "totalMovies",
    totals.budget AS "totalBudget",
    row_to_json(poster)::text AS poster,
    page.id IN (SELECT movie_id FROM directed) AS directed,
    (
      SELECT json_agg(
          row_to_json(characters) ORDER BY parts.character_ord, characters.id
        )::text
      FROM parts JOIN characters ON characters.id = parts.character_id
      WHERE parts.movie_id = page.id
    ) AS parts,
    page.*
  FROM person
  CROSS JOIN totals
  LEFT JOIN page ON true
  LEFT JOIN LATERAL (
    SELECT files.*
    FROM files_related_mph AS link JOIN files ON files.id = link.file_id
    WHERE link.related_id = page.id
      AND link.related_type = 'api::movie.movie'
      AND link.field = 'poster'
    ORDER BY link."order", link.id
    LIMIT 1
  ) AS poster ON true
  ORDER BY page.release_date DESC NULLS LAST, page.document_id
`;
