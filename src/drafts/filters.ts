import type { Core, UID } from '@strapi/strapi';
import { errors, isOperator, parseType } from '@strapi/utils';
import { queryParams } from '../strapi-services';
import { keepWhenCloned } from '../strapi-services/subquery';
import { hasDrafts, isRecord, relationTarget } from './relations';

type Filter = Record<string, unknown>;

/** In levels. No honest question is nested deeper; a hostile one could exhaust the stack. */
export const MAX_FILTER_DEPTH = 20;

const NULL_CHECKS = ['$null', '$notNull'] as const;

/** The ids of all entries of `uid` that lead, through `attribute`, to a published match. */
const idsWithPublished = (
  strapi: Core.Strapi,
  relation: { uid: UID.Schema; attribute: string; target: UID.ContentType },
  targetFilters: unknown,
) => {
  const { uid, attribute, target } = relation;
  const { where = {} } = queryParams(strapi).transform(target, { filters: targetFilters });
  const entries = strapi.db
    .queryBuilder(uid)
    .select('id')
    .where({ [attribute]: { $and: [{ publishedAt: { $notNull: true } }, where] } });
  // Strapi selects DISTINCT what it joins, which IN does not need and which keeps PostgreSQL from
  // planning a semijoin.
  const query = entries.getKnexQuery().clearSelect().select(entries.aliasColumn('id'));
  return keepWhenCloned(query);
};

/** `{relation: {$null: …}}` and `{relation: null}`: whether no published entry is wanted. */
const nullCheck = (value: unknown): boolean | undefined => {
  if (value === null) return true;
  if (!isRecord(value)) return undefined;
  const operator = NULL_CHECKS.find((key) => key in value);
  if (!operator) return undefined;
  const holds = parseType({ type: 'boolean', value: value[operator], forceCast: true });
  return operator === '$null' ? holds : !holds;
};

const isIdCondition = (value: unknown): boolean =>
  !isRecord(value) ||
  Object.keys(value).some((key) => isOperator(key) && !['$and', '$or', '$not'].includes(key));

const relationFilter = (
  strapi: Core.Strapi,
  relation: { uid: UID.Schema; attribute: string; target: UID.ContentType },
  value: unknown,
): Filter => {
  const wantsNone = nullCheck(value);
  if (wantsNone !== undefined) {
    const all = idsWithPublished(strapi, relation, {});
    return { id: wantsNone ? { $notIn: all } : { $in: all } };
  }
  const targetFilters = isIdCondition(value)
    ? { id: value }
    : publishedFilters(strapi, relation.target, value);
  return { id: { $in: idsWithPublished(strapi, relation, targetFilters) } };
};

/**
 * Rewrites filters so that they cannot look through a relation at a draft.
 *
 * Strapi joins a filtered relation without regard to the version: `filters[movies][title]` on
 * characters matches draft rows too, so an attacker learns a draft's title by trying. Here every
 * filter on a relation to a type with drafts becomes `id IN (SELECT … published …)`, which also
 * gives `$not` and `$null` their plain meaning, and which PostgreSQL plans as a semijoin.
 *
 * @param filters as the content API has sanitized them: an object or an array of objects
 * @throws {errors.ValidationError} when a filter is nested deeper than any honest question is
 */
export const publishedFilters = (
  strapi: Core.Strapi,
  uid: UID.Schema,
  filters: unknown,
  depth = 0,
): unknown => {
  if (depth > MAX_FILTER_DEPTH) {
    throw new errors.ValidationError(`Filters are nested deeper than ${MAX_FILTER_DEPTH} levels`);
  }
  if (Array.isArray(filters)) {
    return filters.map((filter) => publishedFilters(strapi, uid, filter, depth + 1));
  }
  if (!isRecord(filters)) return filters;

  const kept: Filter = {};
  const rewritten: Filter[] = [];
  for (const [key, value] of Object.entries(filters)) {
    const target = isOperator(key) ? undefined : relationTarget(strapi, uid, key);
    if (!target) {
      kept[key] = isOperator(key) ? publishedFilters(strapi, uid, value, depth + 1) : value;
    } else if (hasDrafts(strapi, target)) {
      rewritten.push(relationFilter(strapi, { uid, attribute: key, target }, value));
    } else {
      kept[key] = publishedFilters(strapi, target, value, depth + 1);
    }
  }
  return rewritten.length === 0 ? kept : { $and: [kept, ...rewritten] };
};
