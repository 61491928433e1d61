import { factories } from '@strapi/strapi';

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
}));
