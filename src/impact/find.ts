import type { Core, UID } from '@strapi/strapi';
import type { Access, Statement } from '../completeness';
import { NAMED } from '../publishing';
import type { Concerned, EffectName, Impact, ObstacleName } from './answers';
import { type Part, PARTS } from './parts';

type AnyPart = Part<ObstacleName | EffectName>;

/** How many there are, and the first of them that the caller may read. */
const statementOf = async ({ name, naming, rows }: AnyPart, access: Access): Promise<Statement> => {
  const counted = `SELECT count(*)::integer FROM concerned`;
  if (!naming || !access.mayRead(naming.uid, naming.fields)) {
    return {
      sql: `SELECT '${name}' AS name, (WITH concerned AS (${rows}) ${counted}) AS total, '{}'::text[] AS named`,
      bindings: [],
    };
  }
  const readable = await access.entriesOf(naming.uid);
  return {
    sql: `
      SELECT '${name}' AS name, part.total, part.named
      FROM (
        WITH concerned AS MATERIALIZED (${rows})
        SELECT
          (${counted}) AS total,
          ARRAY(
            SELECT ${naming.name}
            FROM concerned JOIN ${naming.table} AS entry USING (id)
            ${readable ? `WHERE entry.id IN (${readable.sql})` : ''}
            ORDER BY concerned.place, ${naming.name}, id
            LIMIT ${NAMED}
          ) AS named
      ) AS part`,
    bindings: readable?.bindings ?? [],
  };
};

interface Row extends Concerned<string> {
  found: number;
  published: number;
  chosen: string[];
}

const concernedBy = <Name extends string>(
  parts: readonly Part<Name>[],
  rows: Row[],
): Concerned<Name>[] =>
  parts.flatMap(({ name }) => {
    const row = rows.find((each) => each.name === name);
    return row && row.total > 0 ? [{ name, total: row.total, named: row.named }] : [];
  });

/**
 * What changes elsewhere when entries of one type are unpublished or deleted together, in one
 * statement.
 *
 * @param uid one of those in `PARTS`
 * @returns undefined unless all of them are there, and may be read
 */
export const findImpact = async (
  strapi: Core.Strapi,
  uid: UID.ContentType,
  documentIds: readonly string[],
  access: Access,
): Promise<Impact | undefined> => {
  const parts = PARTS[uid];
  if (!parts) return undefined;
  const { naming, obstacles, effects } = parts;
  const readable = await access.entriesOf(uid);
  const told = [...obstacles, ...effects].filter(
    ({ field }) => !field || access.mayRead(uid, [field]),
  );
  const statements = await Promise.all(told.map((part) => statementOf(part, access)));

  const { rows } = await strapi.db.connection.raw<{ rows: Row[] }>(
    `
    WITH chosen AS MATERIALIZED (
      SELECT entry.id, entry.document_id, entry.published_at, ${naming.name} AS name
      FROM ${naming.table} AS entry
      WHERE entry.document_id = ANY (?::text[])
        ${readable ? `AND entry.id IN (${readable.sql})` : ''}
    ),
    parts AS (
      ${statements.map(({ sql }) => sql).join('\nUNION ALL\n')}
    )
    SELECT
      (SELECT count(DISTINCT document_id)::integer FROM chosen) AS found,
      (SELECT count(published_at)::integer FROM chosen) AS published,
      ARRAY(
        SELECT name
        FROM (
          SELECT DISTINCT ON (document_id) document_id, name
          FROM chosen ORDER BY document_id, published_at NULLS FIRST
        ) AS latest
        ORDER BY name, document_id
        LIMIT ${NAMED}
      ) AS chosen,
      parts.*
    FROM parts`,
    [
      [...documentIds],
      ...(readable?.bindings ?? []),
      ...statements.flatMap(({ bindings }) => bindings),
    ] as never,
  );

  const [first] = rows;
  if (!first || first.found < new Set(documentIds).size) return undefined;
  return {
    named: access.mayRead(uid, naming.fields) ? first.chosen : [],
    published: first.published,
    obstacles: concernedBy(obstacles, rows),
    effects: concernedBy(effects, rows),
  };
};
