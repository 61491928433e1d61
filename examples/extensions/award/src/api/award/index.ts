import type { Core } from '@strapi/strapi';
import { keepAwarded } from './keep-awarded';

export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    strapi.documents.use(keepAwarded(strapi));
  },
};
