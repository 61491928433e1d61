import type { Core, UID } from '@strapi/strapi';
import { type AdminAbility, permissionChecker } from '../strapi-services/content-manager';
import { queryParams } from '../strapi-services';

/** SQL with a `?` for each binding. */
export interface Statement {
  sql: string;
  bindings: readonly unknown[];
}

/** What somebody may know of the catalogue. */
export interface Access {
  /** Whether entries of the type are shown, with all of these attributes. */
  mayRead: (uid: UID.ContentType, fields: readonly string[]) => boolean;
  /**
   * Selects the ids of the entries that may be read; undefined for all of them. Not as a query builder,
   * which would run when the promise is awaited.
   */
  entriesOf: (uid: UID.ContentType) => Promise<Statement | undefined>;
}

/** That of a program that the operator runs. */
export const FULL_ACCESS: Access = {
  mayRead: () => true,
  entriesOf: () => Promise.resolve(undefined),
};

/**
 * That of an administrator: as in the content manager, by type, by field, and for roles such as Author
 * by entry, of which they read their own.
 */
export const accessOf = (strapi: Core.Strapi, ability: AdminAbility): Access => {
  const checkerOf = (uid: UID.ContentType) => permissionChecker(strapi, uid, ability);
  return {
    mayRead: (uid, fields) => {
      const { can } = checkerOf(uid);
      return can.read() && fields.every((field) => can.read(undefined, field));
    },
    entriesOf: async (uid) => {
      const checker = checkerOf(uid);
      if (!checker.requiresEntity.read()) return undefined;
      const { filters } = await checker.sanitizedQuery.read({});
      const { where } = queryParams(strapi).transform(uid, { filters });
      const entries = strapi.db
        .queryBuilder(uid)
        .select('id')
        .where(where ?? {});
      const query = entries.getKnexQuery().clearSelect().select(entries.aliasColumn('id'));
      const { sql, bindings } = query.toSQL();
      return { sql, bindings };
    },
  };
};
