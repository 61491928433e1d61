import type { Core } from '@strapi/strapi';
import { hasSort } from '@strapi/utils';
import type { Association, RelationQuery } from '../strapi-services/relations';
import type { RelationStorage } from './relation-storage';

type Builder = ReturnType<Core.Strapi['db']['queryBuilder']>;

/** The entry whose relation is read, in the statement: one row for each that is asked for. */
const OWNER = 'owner';

/** Columns of the result that are no attributes: whose row it is, and at which place it comes. */
const OWNER_ID = '__owner_id';
const PLACE = '__place';

/** The query for the relation of one owner, as the populate of Strapi's database layer builds it. */
const queryOfOne = (
  strapi: Core.Strapi,
  storage: RelationStorage,
  { select, where, orderBy, limit, offset, populate, ordering }: RelationQuery,
): Builder => {
  const builder = strapi.db.queryBuilder(storage.target);
  const ownerValue = { $eq: strapi.db.connection.raw('??.??', [OWNER, storage.ownerColumn]) };
  builder.init({ select, where, orderBy, limit, offset, populate });
  if (!('table' in storage)) return builder.where({ [storage.targetColumn]: ownerValue });

  const { name, toOwner, toTarget, on, orderBy: place = {} } = storage.table;
  const alias = builder.getAlias();
  // Rows in the order that was asked for, else in the one that an editor has given them.
  const inPlace = Object.fromEntries(
    Object.entries(place).map(([column, direction]) => [column, ordering ?? direction]),
  );
  return builder
    .join({
      alias,
      referencedTable: name,
      referencedColumn: toTarget,
      rootColumn: storage.targetColumn,
      rootTable: builder.alias,
      on,
      orderBy: hasSort(orderBy) ? undefined : inPlace,
    })
    .where({ [`${alias}.${toOwner}`]: ownerValue });
};

/**
 * That query for each of the owners, in one statement: PostgreSQL runs it once per row of `owner`, by
 * the index of the link table on its owners. Limits hold for each of them, so of an owner with 30,000
 * related rows no more than a page leaves the database.
 */
const queryOfAll = (
  { db }: Core.Strapi,
  association: Association,
  storage: RelationStorage,
  ownerIds: readonly number[],
  ofOne: Builder,
) => {
  const { connection } = db;
  const ids = [...ownerIds];
  const { tableName } = db.metadata.get(association.contentTypeUID);
  const owners =
    storage.ownerColumn === 'id'
      ? connection.raw('unnest(?::int[]) AS ??(id)', [ids, OWNER])
      : connection.raw('(SELECT * FROM ?? WHERE id = ANY(?::int[])) AS ??', [
          tableName,
          ids,
          OWNER,
        ]);
  return connection
    .select(connection.raw('??.id AS ??', [OWNER, OWNER_ID]), 'entry.*')
    .from(owners)
    .joinRaw(
      'CROSS JOIN LATERAL (SELECT row_number() OVER () AS ??, page.* FROM ? AS page) AS entry',
      [PLACE, ofOne.getKnexQuery()],
    )
    .orderByRaw('??, ??', [OWNER_ID, PLACE]);
};

/**
 * Reads a relation or media field of many entries in one statement.
 *
 * @param ownerIds ids of the rows (not documentIds), each once
 * @returns by id of the owner, its related entries in order, as the database layer gives them; owners
 *   without any are missing
 */
export const relationRows = async (
  strapi: Core.Strapi,
  association: Association,
  storage: RelationStorage,
  ownerIds: readonly number[],
  query: RelationQuery,
): Promise<ReadonlyMap<number | undefined, object[]>> => {
  const builder = queryOfOne(strapi, storage, query);
  const statement = queryOfAll(strapi, association, storage, ownerIds, builder);

  // The builder turns rows into entries and drops what is no attribute, so whose they are is taken
  // from the rows as they arrive.
  let owners: number[] = [];
  statement.on('query-response', (rows: Record<typeof OWNER_ID, number>[]) => {
    owners = rows.map((row) => row[OWNER_ID]);
  });
  builder.getKnexQuery = () => statement;
  const entries = await builder.execute<object[]>();

  const related = new Map<number | undefined, object[]>();
  entries.forEach((entry, index) => {
    const siblings = related.get(owners[index]);
    if (siblings) siblings.push(entry);
    else related.set(owners[index], [entry]);
  });
  return related;
};
