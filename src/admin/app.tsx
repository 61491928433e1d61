import type { StrapiApp } from '@strapi/strapi/admin';
import { registerCompletenessDesk } from './completeness';

/** The admin panel, as every editor finds it. */
export default {
  config: {
    locales: [],
    tutorials: false,
    notifications: { releases: false },
  },

  register(app: StrapiApp) {
    registerCompletenessDesk(app);
  },
};
