import type { Core } from '@strapi/strapi';
import type { Connection } from '.';

/** A question to the database layer, as the document service has made it of a query. */
export interface DatabaseQuery {
  where?: unknown;
  /** A condition on the version (draft, published) comes as a function. */
  filters?: object | ((context: { meta: unknown }) => unknown);
  /** What Strapi's plain search looks for in all texts. */
  _q?: unknown;
  [parameter: string]: unknown;
}

/** All lists and counts of entries go through it: REST, GraphQL, the admin panel, `strapi.db.query`. */
interface EntityManager {
  findMany: (uid: string, query?: DatabaseQuery) => Promise<unknown[]>;
  count: (uid: string, query?: DatabaseQuery) => Promise<number>;
}

export const entityManager = (strapi: Core.Strapi): EntityManager =>
  strapi.db.entityManager as unknown as EntityManager;

/** Runs a question of one's own where Strapi would run it: within the caller's transaction, if any. */
export const askDatabase = async <Row>(
  strapi: Core.Strapi,
  ask: (connection: Connection) => PromiseLike<unknown>,
): Promise<Row[]> => {
  const rows: unknown = strapi.db.inTransaction()
    ? await strapi.db.transaction(({ trx }: { trx: Connection }) => Promise.resolve(ask(trx)))
    : await ask(strapi.db.connection);
  return rows as Row[];
};
