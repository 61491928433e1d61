import type { Core } from '@strapi/strapi';
import controller from './controller';
import { extendGraphQL } from './graphql';

export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    extendGraphQL(strapi);
  },

  controllers: { anniversaries: controller },

  // Below /api and the name of the plugin.
  routes: {
    'content-api': {
      type: 'content-api',
      routes: [{ method: 'GET', path: '/', handler: 'anniversaries.find' }],
    },
  },
};
