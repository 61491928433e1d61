import type { Core } from '@strapi/strapi';
import { factories } from '@strapi/strapi';

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
      filters: { $and: [{ user: { id: userId } }, query.filters ?? {}] },
    });
  return { results: results ?? [], pagination: pagination as FavoritePage['pagination'] };
};
