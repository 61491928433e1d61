import type { Core } from '@strapi/strapi';
import { askDatabase, type DatabaseQuery } from '../strapi-services/entity-manager';
import { asksForAny, asksForPublished, type Condition, conditionsOf } from './conditions';
import type { Connection } from '../strapi-services';
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

/** Rows of `entry_counts` whose sum answers a question. */
type Kept = (connection: Connection) => ReturnType<Connection>;

/** What `entry_counts` has instead of the decade of movies without a date. */
const UNDATED = -1;

/** Which of the kept numbers are those of a type with at most one condition. */
const keptRows = (uid: string, condition: Condition | undefined): Kept | undefined => {
  const kept = COUNTED[uid];
  if (!kept) return undefined;
  if (!condition) {
    return (connection) =>
      connection('entry_counts').where({ counted: kept.counted }).whereNull('key');
  }
  if (kept.counted === 'movies' && asksForAny('releaseDate', condition)) {
    return (connection) =>
      connection('entry_counts').where({ counted: 'decade' }).whereNot({ key: UNDATED });
  }
  const filter = readHubFilter(uid, condition);
  if (!filter?.hub.counted || filter.values.length !== 1) return undefined;
  const { hub, column, values } = filter;
  return (connection) =>
    connection('entry_counts')
      .where({ counted: hub.counted })
      .whereIn('key', connection(hub.table).select('id').whereIn(column, values));
};

/**
 * The number of entries, where the database keeps it (`database/constraints/14-counts.sql`): all
 * published movies, those with a date, those of one genre or one country, all people, all characters.
 * Undefined for every other question. Counts on `entry_counts_counted_ix`.
 */
export const keptCount = async (
  strapi: Core.Strapi,
  uid: string,
  query: DatabaseQuery,
): Promise<number | undefined> => {
  if (query._q !== undefined && query._q !== null) return undefined;
  const remaining = COUNTED[uid] && remainingConditions(strapi, uid, query);
  if (!remaining || remaining.length > 1) return undefined;
  const kept = keptRows(uid, remaining[0]);
  if (!kept) return undefined;
  const rows = await askDatabase<{ sum: number | null }>(strapi, (connection) =>
    kept(connection).sum('delta'),
  );
  return rows[0]?.sum ?? 0;
};
