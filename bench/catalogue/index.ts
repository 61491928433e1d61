import type { Client } from 'pg';
import { withoutIndexes } from './indexes';
import { CHARACTERS, FUNCTIONS, MOVIES, PEOPLE, SEQUENCES } from './statements';
import { wordLists } from './words';

/** How many of each there are to be. */
export interface CatalogueSize {
  movies: number;
  people: number;
  characters: number;
}

/** As many as a great catalogue has for so many movies. */
export const sizeFor = (movies: number): CatalogueSize => ({
  movies,
  people: movies,
  characters: 5 * movies,
});

/** The documentId of an entry, by its number from 1; low numbers are popular people. */
export const documentOf = (kind: 'movie' | 'person' | 'character', number: number): string =>
  kind.charAt(0) + String(number).padStart(23, '0');

/** Those that most movies have, the greatest first; the others follow by name. */
const HUBS = {
  hubGenres: ['Drama', 'Comedy', 'Thriller', 'Romance', 'Action', 'Documentary', 'Horror'],
  hubCountries: ['US', 'IN', 'GB', 'FR', 'JP', 'DE', 'CN', 'IT', 'ES', 'CA', 'KR'],
};

/** Neither triggers nor files: sorts and indexes of a million rows fit into memory. */
const SETTINGS = `
  SET LOCAL session_replication_role = replica;
  SET LOCAL work_mem = '256MB';
  SET LOCAL maintenance_work_mem = '512MB'`;

/** Puts values into statements that take no parameters, as there are several of them in a text. */
const complete = (client: Client, sql: string, values: Record<string, number | string[]>): string =>
  sql.replace(/(?<!:):(\w+)/g, (name, key: string) => {
    const value = values[key];
    if (value === undefined) throw new Error(`There is no value for ${name}.`);
    if (typeof value === 'number') return `${value}::bigint`;
    return `ARRAY[${value.map((word) => client.escapeLiteral(word)).join(',')}]`;
  });

/**
 * Fills an empty catalogue as the document service would have written it, past all triggers, which
 * would run a million times; what they keep is set here: labels by the statements themselves, the rest by
 * `afterwards`. Countries and genres have to be there.
 *
 * @param client of the owner of the tables, a superuser, on a connection of its own
 * @param afterwards statements that set what else the database keeps about the catalogue
 */
export const fillCatalogue = async (
  client: Client,
  size: CatalogueSize,
  afterwards: readonly string[] = ['SELECT recount_entries()', 'SELECT search_refresh()'],
): Promise<void> => {
  const values = { ...size, ...HUBS, ...wordLists() };
  await client.query(FUNCTIONS);
  await client.query(`BEGIN; ${SETTINGS}`);
  await withoutIndexes(client, async () => {
    for (const sql of [PEOPLE, CHARACTERS, MOVIES, SEQUENCES]) {
      await client.query(complete(client, sql, values));
    }
    for (const sql of afterwards) await client.query(sql);
  });
  await client.query('COMMIT');
  await client.query('VACUUM ANALYZE');
};
