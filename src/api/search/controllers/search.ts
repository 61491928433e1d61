import type { Core } from '@strapi/strapi';
import { rightsOf, search, validateSearch } from '../../../search';

export default ({ strapi }: { strapi: Core.Strapi }): Record<string, Core.ControllerHandler> => ({
  /** `GET /api/search?q=&types=movie,person,character&page=&pageSize=` */
  async find(ctx) {
    const { types, ...query } = validateSearch(ctx.query);
    const rights = await rightsOf(strapi, ctx.state.auth as object | undefined, types);
    const { hits, pagination } = await search(strapi, { ...query, ...rights });
    ctx.body = { data: hits, meta: { pagination } };
  },
});
