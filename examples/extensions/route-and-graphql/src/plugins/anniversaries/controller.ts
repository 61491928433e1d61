import type { Core } from '@strapi/strapi';
import { findAnniversaries, validateDay } from './find';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** `GET /api/anniversaries?day=05-25` */
  async find(ctx: Parameters<Core.ControllerHandler>[0]) {
    const movies = await findAnniversaries(strapi, validateDay(ctx.query));
    const schema = strapi.contentType('api::movie.movie');
    // Leaves out what is private, and what the caller may not read.
    const data = await strapi.contentAPI.sanitize.output(movies, schema, { auth: ctx.state.auth });
    ctx.body = { data, meta: {} };
  },
});
