import { createId } from '@paralleldrive/cuid2';
import type { Connection } from '../../strapi-services';

export type Row = Record<string, unknown>;

/** The columns that Strapi keeps on every entry. `publishedAt` is null for a draft. */
export const entryColumns = (now: string, publishedAt: string | null = now): Row => ({
  document_id: createId(),
  created_at: now,
  updated_at: now,
  published_at: publishedAt,
});

/**
 * Inserts rows with one statement; PostgreSQL turns the JSON into the types of the table's columns.
 * All rows have the keys of the first, which are column names.
 *
 * @returns the ids in the order of the rows
 */
export const insertRows = async (
  trx: Connection,
  table: string,
  rows: readonly Row[],
): Promise<number[]> => {
  const [first] = rows;
  if (!first) return [];
  const columns = Object.keys(first);
  const list = columns.map(() => '??').join(', ');
  // Rows are inserted, numbered and returned in the order in which the subquery gives them.
  const { rows: inserted } = await trx.raw<{ rows: { id: number }[] }>(
    `INSERT INTO ?? (${list})
     SELECT ${list} FROM jsonb_populate_recordset(NULL::??, ?::jsonb)
     RETURNING id`,
    [table, ...columns, ...columns, table, JSON.stringify(rows)],
  );
  return inserted.map(({ id }) => id);
};

/** The id at a position of what {@link insertRows} gave back. */
export const idAt = (ids: readonly number[], position: number): number => {
  const id = ids[position];
  if (id === undefined) throw new Error(`Row ${position} of ${ids.length} was not inserted`);
  return id;
};

/** The id under which something that must be known by now was stored. */
export const knownId = (ids: ReadonlyMap<string, number>, key: string): number => {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`"${key}" is used before it is stored`);
  return id;
};
