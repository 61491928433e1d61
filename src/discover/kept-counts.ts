import type { Core } from '@strapi/strapi';
import { askDatabase, type DatabaseQuery } from '../strapi-services/entity-manager';
import { asksForPublished, type Condition, conditionsOf } from './conditions';
import { readHubFilter } from './hubs';

/** What `entry_counts` calls all of a type. */
const COUNTED: Record<string, { counted: string; published: boolean }> = {
  'api::movie.movie': { counted: 'movies', published: true },
  'api::person.person': { counted: 'people', published: false },
  'api::character.character': { counted: 'characters', published: false },
};

/**
 * What is left to ask for besides the type itself, in its published version where it has drafts;
 * undefined where another version is asked for.
 */
export const remainingConditions = (
  strapi: Core.Strapi,
  uid: string,
  { where, filters }: DatabaseQuery,
): Condition[] | undefined => {
  const more: unknown =
    typeof filters === 'function' ? filters({ meta: strapi.db.metadata.get(uid) }) : filters;
  const all = [...conditionsOf(where), ...conditionsOf(more)];
  const remaining = all.filter((condition) => !asksForPublished(condition));
  if (!COUNTED[uid]?.published) return all;
  return remaining.length < all.length ? remaining : undefined;
};

/**
 * The number of entries, where the database keeps it (`database/constraints/14-counts.sql`): all
 * published movies, those of one genre or one country, all people, all characters. Undefined for every
 * other question. Counts on `entry_counts_counted_ix`.
 */
export const keptCount = async (
  strapi: Core.Strapi,
  uid: string,
  query: DatabaseQuery,
): Promise<number | undefined> => {
  const kept = COUNTED[uid];
  if (!kept || (query._q !== undefined && query._q !== null)) return undefined;
  const remaining = remainingConditions(strapi, uid, query);
  if (!remaining || remaining.length > 1) return undefined;
  const filter = remaining[0] && readHubFilter(uid, remaining[0]);
  if (remaining[0] && (!filter?.hub.counted || filter.values.length !== 1)) return undefined;

  const rows = await askDatabase<{ sum: number | null }>(strapi, (connection) => {
    const sum = connection('entry_counts').sum('delta');
    if (!filter) return sum.where({ counted: kept.counted }).whereNull('key');
    const { hub, column, values } = filter;
    return sum
      .where({ counted: hub.counted })
      .whereIn('key', connection(hub.table).select('id').whereIn(column, values));
  });
  return rows[0]?.sum ?? 0;
};
