import type { Core } from '@strapi/strapi';
import { askDatabase, type DatabaseQuery } from '../strapi-services/entity-manager';
import { keepWhenCloned } from '../strapi-services/subquery';
import { conditionsOf, replaceConditions } from './conditions';
import { type HubFilter, readHubFilter } from './hubs';

const idsOf = async (
  strapi: Core.Strapi,
  { hub: { table }, column, values }: HubFilter,
): Promise<number[]> => {
  const rows = await askDatabase<{ id: number }>(strapi, (connection) =>
    connection(table).select('id').whereIn(column, values),
  );
  return rows.map(({ id }) => id);
};

/** Counts on `movies_genres_genre_movie_ix` and its like, and on the unique pairs of each table of links. */
const linkedTo = (strapi: Core.Strapi, { hub }: HubFilter, ids: number[]) => ({
  id: {
    $in: keepWhenCloned(
      strapi.db.connection(hub.links).select(hub.ownColumn).whereIn(hub.hubColumn, ids),
    ),
  },
});

/**
 * The same question with filters by genre or country in a shape that PostgreSQL plans well. Strapi joins
 * the genre by its name and selects DISTINCT. Then nobody knows before the query runs how many movies
 * the genre has, and a page of one with 50,000 is read whole and sorted. With the id in the statement,
 * PostgreSQL knows: it walks along the index of the order for a great one, and collects a small one.
 */
export const withHubIds = async (
  strapi: Core.Strapi,
  uid: string,
  query: DatabaseQuery,
): Promise<DatabaseQuery> => {
  const filters = conditionsOf(query.where).flatMap((condition) => {
    const filter = readHubFilter(uid, condition);
    return filter ? [{ condition: condition[1], filter }] : [];
  });
  if (filters.length === 0) return query;
  const replacements = new Map<unknown, object>();
  for (const { condition, filter } of filters) {
    replacements.set(condition, linkedTo(strapi, filter, await idsOf(strapi, filter)));
  }
  return {
    ...query,
    where: replaceConditions(query.where, ([, value]) => replacements.get(value)),
  };
};
