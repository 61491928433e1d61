/** How many published movies there are of each, from where the database keeps it. */
export const KEPT_FACETS = `
  SELECT 'genres' AS facet, genres.document_id AS "documentId", genres.name, NULL AS code,
      NULL::integer AS decade, sum(delta) AS count
    FROM entry_counts JOIN genres ON genres.id = key
    WHERE counted = 'genre' GROUP BY genres.id
  UNION ALL
  SELECT 'countries', countries.document_id, countries.name, countries.code, NULL, sum(delta)
    FROM entry_counts JOIN countries ON countries.id = key
    WHERE counted = 'country' GROUP BY countries.id
  UNION ALL
  SELECT 'decades', NULL, NULL, NULL, nullif(key, -1), sum(delta)
    FROM entry_counts WHERE counted = 'decade' GROUP BY key
  UNION ALL
  SELECT 'total', NULL, NULL, NULL, NULL, coalesce(sum(delta), 0)
    FROM entry_counts WHERE counted = 'movies'
  ORDER BY count DESC, name, decade DESC NULLS LAST
`;

/**
 * The same of the movies whose `id` and `release_date` a statement gives, which is put in for the one
 * binding. Counts on the unique pairs of the tables of links.
 */
export const FACETS_OF = `
  WITH filtered AS MATERIALIZED (?),
  genre_counts AS (
    SELECT genre_id, count(*) AS count
    FROM filtered JOIN movies_genres_lnk ON movie_id = filtered.id
    GROUP BY genre_id
  ),
  country_counts AS (
    SELECT country_id, count(*) AS count
    FROM filtered JOIN movies_country_lnk ON movie_id = filtered.id
    GROUP BY country_id
  )
  SELECT 'genres' AS facet, document_id AS "documentId", name, NULL AS code,
      NULL::integer AS decade, count
    FROM genre_counts JOIN genres ON genres.id = genre_id
  UNION ALL
  SELECT 'countries', document_id, name, code, NULL, count
    FROM country_counts JOIN countries ON countries.id = country_id
  UNION ALL
  SELECT 'decades', NULL, NULL, NULL, nullif(decade_of(release_date), -1), count(*)
    FROM filtered GROUP BY decade_of(release_date)
  UNION ALL
  SELECT 'total', NULL, NULL, NULL, NULL, count(*) FROM filtered
  ORDER BY count DESC, name, decade DESC NULLS LAST
`;
