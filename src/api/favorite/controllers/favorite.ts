import type { Core } from '@strapi/strapi';
import { callerOf } from '../../../accounts/caller';
import { favoritesAmong, findFavorites, type Operation, writeFavorite } from '../../../favorites';
import { assertNoFiles } from '../../../images';
import { validateList, validateStatesQuery, validateWrite } from '../../../favorites/validation';

const FAVORITE = 'api::favorite.favorite';

/**
 * Endpoints about the favorites of the caller, and of nobody else: no parameter names a user. They
 * are reached by signed-in users only (`routes/favorite.ts`).
 */
export default ({ strapi }: { strapi: Core.Strapi }): Record<string, Core.ControllerHandler> => {
  const write =
    (operation: Operation): Core.ControllerHandler =>
    async (ctx) => {
      assertNoFiles(ctx);
      validateWrite(ctx.query, ctx.request.body);
      const { documentId } = ctx.params as { documentId: string };
      ctx.body = {
        data: await writeFavorite(strapi, callerOf(ctx).account, documentId, operation),
        meta: {},
      };
    };

  return {
    /** `POST /api/movies/:documentId/favorite` */
    toggle: write('toggle'),

    /** `PUT /api/movies/:documentId/favorite` */
    add: write('add'),

    /** `DELETE /api/movies/:documentId/favorite` */
    remove: write('remove'),

    /** `GET /api/users/me/favorites` */
    async mine(ctx) {
      const schema = strapi.contentType(FAVORITE);
      const { account, auth } = callerOf(ctx);
      validateList(ctx.query);
      await strapi.contentAPI.validate.query(ctx.query, schema, { auth });
      const query = await strapi.contentAPI.sanitize.query(ctx.query, schema, { auth });
      const { results, pagination } = await findFavorites(strapi, account.id, query);
      ctx.body = {
        data: await strapi.contentAPI.sanitize.output(results, schema, { auth }),
        meta: { pagination },
      };
    },

    /** `GET /api/favorites/states?movies=a,b` */
    async states(ctx) {
      const { movies } = validateStatesQuery(ctx.query);
      const favorites = await favoritesAmong(strapi, callerOf(ctx).account.id, movies);
      ctx.body = {
        data: movies.map((movie) => ({ movie, favorite: favorites.has(movie) })),
        meta: {},
      };
    },
  };
};
