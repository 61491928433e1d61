import { factories } from '@strapi/strapi';
import type { Auth } from '../../../drafts';
import { facetsFor } from '../../../facets';

export default factories.createCoreController('api::movie.movie', ({ strapi }) => ({
  /**
   * `GET /api/movies/:id/preview`: the draft of a movie, as `GET /api/movies/:id?status=draft` gives
   * it. The action is also the permission to see drafts at all: who does not have it gets
   * published movies only, wherever they ask.
   */
  preview(ctx, next) {
    ctx.query = { ...ctx.query, status: 'draft' };
    return strapi.controller('api::movie.movie').findOne?.(ctx, next);
  },

  /** `GET /api/movies/facets` with the filters of `GET /api/movies` */
  async facets(ctx) {
    const { total, ...facets } = await facetsFor(strapi, ctx.state.auth as Auth, ctx.query);
    ctx.body = { data: facets, meta: { total } };
  },
}));
