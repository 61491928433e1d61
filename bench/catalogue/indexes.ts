import type { Client } from 'pg';

const FILLED = [
  'movies',
  'people',
  'characters',
  'people_country_lnk',
  'characters_actor_lnk',
  'movies_director_lnk',
  'movies_country_lnk',
  'movies_genres_lnk',
  'movies_characters_lnk',
  'search_movies',
  'search_people',
  'search_characters',
  'search_vocabulary',
];

/** All but those of constraints; of GIN and B-tree alike, building one at the end is several times faster. */
const INDEXES = `
  SELECT pg_get_indexdef(indexrelid) AS definition, indexrelid::regclass::text AS name,
    obj_description(indexrelid, 'pg_class') AS comment
  FROM pg_index
  WHERE indrelid = ANY ($1::text[]::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`;

interface Index {
  definition: string;
  name: string;
  comment: string | null;
}

/** Does something while the tables of the catalogue have no indexes, and builds these again. */
export const withoutIndexes = async (client: Client, work: () => Promise<void>): Promise<void> => {
  const { rows } = await client.query<Index>(INDEXES, [FILLED]);
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await work();
  for (const { definition, name, comment } of rows) {
    await client.query(definition);
    if (comment) {
      await client.query(`COMMENT ON INDEX ${name} IS ${client.escapeLiteral(comment)}`);
    }
  }
};
