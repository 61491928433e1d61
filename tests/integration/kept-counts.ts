import { sql } from '../harness';

/** What `entry_counts` says, beside what there is, where these differ; in one snapshot. */
const DIFFERENCES = `
  WITH there AS (
    SELECT 'people' AS counted, NULL::integer AS key, count(*) FROM people
    UNION ALL SELECT 'characters', NULL, count(*) FROM characters
    UNION ALL SELECT 'movies', NULL, count(*) FROM movies WHERE published_at IS NOT NULL
    UNION ALL SELECT 'decade', coalesce(extract(year FROM release_date)::integer / 10 * 10, -1),
      count(*) FROM movies WHERE published_at IS NOT NULL GROUP BY 2
    UNION ALL SELECT 'genre', genre_id, count(*) FROM movies_genres_lnk
      JOIN movies ON movies.id = movie_id WHERE published_at IS NOT NULL GROUP BY 2
    UNION ALL SELECT 'country', country_id, count(*) FROM movies_country_lnk
      JOIN movies ON movies.id = movie_id WHERE published_at IS NOT NULL GROUP BY 2
  ),
  kept AS (
    SELECT counted, key, sum(delta) AS sum FROM entry_counts GROUP BY counted, key
  )
  SELECT coalesce(there.counted, kept.counted) AS counted, coalesce(there.key, kept.key) AS key,
    coalesce(count, 0)::integer AS there, coalesce(sum, 0)::integer AS kept
  FROM there
  FULL JOIN kept
    ON kept.counted || coalesce(kept.key, -2) = there.counted || coalesce(there.key, -2)
  WHERE coalesce(count, 0) <> coalesce(sum, 0)`;

/** Fails where a count that is kept is not the number of entries. */
export const expectExactKeptCounts = async (): Promise<void> => {
  expect(await sql(DIFFERENCES)).toEqual([]);
};
