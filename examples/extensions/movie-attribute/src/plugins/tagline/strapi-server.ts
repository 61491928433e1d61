import type { Core } from '@strapi/strapi';

export default {
  /**
   * Strapi makes the column after all plugins are registered, so the attribute is a full one: in REST
   * and GraphQL with its filters, in the form of the admin panel, in drafts and what is published.
   */
  register({ strapi }: { strapi: Core.Strapi }) {
    Object.assign(strapi.contentType('api::movie.movie').attributes, {
      tagline: { type: 'string', maxLength: 200 },
    });
  },
};
