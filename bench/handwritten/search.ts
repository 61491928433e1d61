const PAGE_SIZE = 25;

/** What is looked into, each with an index of its trigrams. */
const SOURCES = [
  {
    type: 'movie',
    table: 'movies',
    label: 'title',
    date: 'release_date',
    condition: 'published_at IS NOT NULL',
  },
  {
    type: 'person',
    table: 'people',
    label: `btrim(coalesce(first_name, '') || ' ' || coalesce(last_name, ''))`,
    date: 'date_of_birth',
    condition: 'true',
  },
  {
    type: 'character',
    table: 'characters',
    label: 'name',
    date: 'NULL::date',
    condition: 'true',
  },
];

/** To be run once, when the catalogue is filled. None serves any other request that is measured. */
export const SEARCH_INDEXES = SOURCES.map(
  ({ table, label, condition }) => `
    CREATE INDEX hand_written_${table}_trgm_ix ON ${table}
      USING gin (lower(${label}) gin_trgm_ops) WITH (fastupdate = off) WHERE ${condition}`,
);

const candidates = SOURCES.map(
  ({ type, table, label, date, condition }) => `
    SELECT '${type}' AS type, document_id, ${label} AS label,
      CAST(extract(year FROM ${date}) AS integer) AS year,
      word_similarity(lower($1), lower(${label})) AS found,
      similarity(lower($1), lower(${label})) AS alike
    FROM ${table}
    WHERE ${condition} AND lower($1) <% lower(${label})`,
).join('\n    UNION ALL');

/**
 * What a search by trigrams alone is: names of which a part is like what was typed, the most alike
 * first. A threshold (`pg_trgm.word_similarity_threshold`, 0.6) decides what is a hit. Pictures
 * are not looked up, as the catalogue has none.
 */
export const SEARCH = {
  name: 'search',
  text: `
    WITH candidates AS MATERIALIZED (${candidates}
    ),
    hits AS (
      SELECT *, (found + alike) / 2 AS score FROM candidates
      ORDER BY score DESC, type, document_id LIMIT ${PAGE_SIZE}
    )
    SELECT json_build_object(
      'data', (SELECT coalesce(json_agg(json_build_object(
        'type', type, 'documentId', document_id, 'label', label, 'year', year,
        'thumbnail', null, 'score', score
      ) ORDER BY score DESC, type, document_id), '[]') FROM hits),
      'meta', json_build_object('pagination', json_build_object(
        'page', 1, 'pageSize', ${PAGE_SIZE}, 'pageCount', ceil(total / ${PAGE_SIZE}.0),
        'total', total))
    )::text AS body
    FROM (SELECT count(*) AS total FROM candidates) AS counted`,
};
