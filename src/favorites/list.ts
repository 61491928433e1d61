import type { Core } from '@strapi/strapi';
import { factories } from '@strapi/strapi';
import { keepWhenCloned } from '../strapi-services/subquery';

const FAVORITE = 'api::favorite.favorite';

/** Content API parameters, validated and sanitized. */
export interface ListQuery extends Record<string, unknown> {
  filters?: unknown;
  sort?: unknown;
  populate?: unknown;
  pagination?: unknown;
}

export interface FavoritePage {
  results: object[];
  pagination: { total?: number };
}

const NEWEST_FIRST = ['createdAt:desc', 'id:desc'];

/**
 * For a filter on `user`, Strapi would join the users and therefore select DISTINCT, which compares
 * all of a user's favorites up to the page in every column. PostgreSQL reads this as what it says:
 * favorites of that user.
 */
const idsOf = (strapi: Core.Strapi, userId: number) =>
  keepWhenCloned(strapi.db.connection('favorites').select('id').where({ user_id: userId }));

/**
 * A page of one user's favorites, newest first unless the query sorts otherwise (by
 * `favorites_user_newest_ix`). Without a populate of the query's own, each comes with its movie: a
 * favorite has nothing else to show.
 */
export const findFavorites = async (
  strapi: Core.Strapi,
  userId: number,
  query: ListQuery,
): Promise<FavoritePage> => {
  const { results, pagination } = await factories
    .createCoreService(FAVORITE)({ strapi })
    .find({
      status: 'published',
      sort: NEWEST_FIRST,
      populate: { movie: true },
      ...query,
      filters: { $and: [{ id: { $in: idsOf(strapi, userId) } }, query.filters ?? {}] },
    });
  return { results: results ?? [], pagination: pagination as FavoritePage['pagination'] };
};
