import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { hasDrafts, isRecord, relationTarget } from './relations';

/** The attribute paths of a sort in any of its forms: `a.b:asc,c`, lists of those, `{a: {b: 'asc'}}`. */
const sortPaths = (sort: unknown): string[][] => {
  if (typeof sort === 'string') {
    return sort.split(',').map((part) => (part.split(':')[0] ?? '').trim().split('.'));
  }
  if (Array.isArray(sort)) return sort.flatMap(sortPaths);
  if (!isRecord(sort)) return [];
  return Object.entries(sort).flatMap(([key, value]) =>
    isRecord(value) ? sortPaths(value).map((path) => [key, ...path]) : [[key]],
  );
};

const crossesDrafts = (strapi: Core.Strapi, root: UID.Schema, path: string[]): boolean => {
  let uid = root;
  for (const segment of path) {
    const target = relationTarget(strapi, uid, segment);
    if (!target) return false;
    if (hasDrafts(strapi, target)) return true;
    uid = target;
  }
  return false;
};

/**
 * Refuses to sort through a relation to a type with drafts: the order would follow the drafts'
 * values too, and there is no order by published ones alone that Strapi could be asked for.
 *
 * @throws {errors.ValidationError} that names the path
 */
export const assertSortSeesNoDraft = (
  strapi: Core.Strapi,
  uid: UID.Schema,
  sort: unknown,
): void => {
  const path = sortPaths(sort).find((candidate) => crossesDrafts(strapi, uid, candidate));
  if (!path) return;
  throw new errors.ValidationError(
    `Cannot sort by "${path.join('.')}": it leads through entries that may be drafts. Sort the other type instead, and filter it by this one.`,
    { source: 'query', param: 'sort' },
  );
};
