import type { Core } from '@strapi/strapi';
import { search, typesFor, validateSearch } from '../../../search';

export default ({ strapi }: { strapi: Core.Strapi }): Record<string, Core.ControllerHandler> => ({
  /** `GET /api/search?q=&types=movie,person,character&page=&pageSize=` */
  async find(ctx) {
    const { types, ...query } = validateSearch(ctx.query);
    const permitted = await typesFor(strapi, ctx.state.auth as object, types);
    const { hits, pagination } = await search(strapi, { ...query, types: permitted });
    ctx.body = { data: hits, meta: { pagination } };
  },
});
