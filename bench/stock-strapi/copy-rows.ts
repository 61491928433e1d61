import type { Client } from 'pg';

/** In an order in which each refers only to those before it, though nothing checks that here. */
const TABLES = [
  ...['countries', 'genres', 'people', 'characters', 'movies'],
  ...['people_country_lnk', 'characters_actor_lnk'],
  ...['movies_director_lnk', 'movies_country_lnk', 'movies_genres_lnk', 'movies_characters_lnk'],
  ...['up_roles', 'up_users', 'up_users_role_lnk', 'up_permissions', 'up_permissions_role_lnk'],
  'favorites',
];

const COLUMNS = `
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns
  FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`;

/**
 * Gives the stock application the very rows of the project, ids and all, in the tables that Strapi has
 * made for it. What the project's database has beyond those (indexes, triggers, columns) stays behind.
 *
 * @param from and `to`: superusers of two databases of one server, which writes a file in its own folder
 */
export const copyRows = async (from: Client, to: Client): Promise<void> => {
  const { rows } = await from.query<{ data_directory: string }>('SHOW data_directory');
  const file = to.escapeLiteral(`${rows[0]?.data_directory ?? ''}/rows-on-their-way`);
  await to.query("SET session_replication_role = 'replica'");
  for (const table of TABLES) {
    const { rows: found } = await to.query<{ columns: string }>(COLUMNS, [table]);
    const columns = found[0]?.columns ?? '';
    await to.query(`DELETE FROM ${table}`);
    await from.query(`COPY (SELECT ${columns} FROM ${table}) TO ${file} (FORMAT binary)`);
    await to.query(`COPY ${table} (${columns}) FROM ${file} (FORMAT binary)`);
  }
  await to.query(`COPY (SELECT 1 WHERE false) TO ${file}`);
  await to.query('RESET session_replication_role');
  await to.query('VACUUM ANALYZE');
};
