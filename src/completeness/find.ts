import type { Core } from '@strapi/strapi';
import type { Connection } from '../strapi-services';
import type { Access, Statement } from './access';
import type { ListedEntry, ListPage } from './answers';
import type { CompletenessList } from './lists';

/** The rows of a list that the caller may read: SQL from FROM on, and what is bound in it. */
const listed = async (
  { subject, rows, gaps, complete, few }: CompletenessList<string>,
  access: Access,
): Promise<Statement> => {
  const readable = await access.entriesOf(subject.uid);
  const lacksAny = gaps.map(({ lacks, lacksByIndex }) => (few ? lacksByIndex : lacks)).join(' OR ');
  return {
    sql: `
      FROM ${rows} AS entry
      WHERE ${complete ? 'NOT ' : ''}(${lacksAny})
        ${readable ? `AND entry.id IN (${readable.sql})` : ''}`,
    bindings: readable?.bindings ?? [],
  };
};

/** SQL: the names of what `entry` lacks, as far as the caller may know. */
const missingOf = ({ subject, gaps }: CompletenessList<string>, access: Access): string => {
  const certain = gaps.length === 1 ? gaps[0] : undefined;
  const names = subject.gaps
    .filter(({ fields }) => access.mayRead(subject.uid, fields))
    .map((gap) =>
      gap === certain ? `'${gap.name}'` : `CASE WHEN ${gap.lacksByIndex} THEN '${gap.name}' END`,
    );
  return `array_remove(ARRAY[${names.join(', ')}]::text[], NULL)`;
};

/**
 * PostgreSQL expects many more rows to be looked up by index than there are. It would compile such a
 * statement first, where it can, which takes longer than running it.
 */
const runStatement = async <Result>(
  strapi: Core.Strapi,
  sql: string,
  bindings: unknown[],
): Promise<Result[]> =>
  strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
    await trx.raw('SET LOCAL jit = off');
    const { rows } = await trx.raw<{ rows: Result[] }>(sql, bindings as []);
    return rows;
  });

/** Where the page is empty, one row with the total alone. */
type Row = { total: number } & (ListedEntry | { documentId: null });

const toEntries = (row: Row): ListedEntry[] => {
  if (row.documentId === null) return [];
  const { documentId, uid, title, detail, status, missing, updatedAt } = row;
  return [{ documentId, uid, title, detail, status, missing, updatedAt }];
};

/**
 * One page of a list, and how many entries the list has, in one statement. What entries lack is looked
 * up for those of the page only.
 *
 * @param page from 1; beyond the last one, results are empty
 */
export const findPage = async (
  strapi: Core.Strapi,
  list: CompletenessList<string>,
  { page, pageSize }: { page: number; pageSize: number },
  access: Access,
): Promise<ListPage> => {
  const { subject, order } = list;
  const { sql, bindings } = await listed(list, access);
  const detail = access.mayRead(subject.uid, subject.detail.fields) ? subject.detail.sql : 'NULL';
  const rows = await runStatement<Row>(
    strapi,
    `
    WITH listed AS MATERIALIZED (
      SELECT entry.id, entry.${order.replace(' DESC', '')} ${sql}
    ),
    page AS (
      SELECT id FROM listed ORDER BY ${order}, id DESC LIMIT ? OFFSET ?
    )
    SELECT
      counted.total,
      entry.document_id AS "documentId",
      '${subject.uid}' AS uid,
      ${subject.title.sql} AS title,
      ${detail} AS detail,
      ${subject.status} AS status,
      ${missingOf(list, access)} AS missing,
      entry.updated_at AS "updatedAt"
    FROM (SELECT count(*)::integer AS total FROM listed) AS counted
    LEFT JOIN page ON true
    LEFT JOIN ${subject.table} AS entry ON entry.id = page.id
    ORDER BY entry.${order}, entry.id DESC`,
    [...bindings, pageSize, (page - 1) * pageSize],
  );

  const total = rows[0]?.total ?? 0;
  return {
    results: rows.flatMap(toEntries),
    pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total },
  };
};

/** How many entries each of these lists has, by its name, in one statement. */
export const countEntries = async (
  strapi: Core.Strapi,
  lists: readonly CompletenessList<string>[],
  access: Access,
): Promise<Record<string, number>> => {
  const counts = await Promise.all(lists.map((list) => listed(list, access)));
  const columns = counts.map(
    ({ sql }, index) => `(SELECT count(*)::integer ${sql}) AS "${lists[index]?.name ?? ''}"`,
  );
  const rows = await runStatement<Record<string, number>>(
    strapi,
    `SELECT ${columns.join(',\n')}`,
    counts.flatMap(({ bindings }) => bindings),
  );
  return rows[0] ?? {};
};
