import type { StrapiApp } from '@strapi/strapi/admin';
import { closeAnnouncements } from './announcements';
import { registerCompletenessDesk } from './completeness';
import { showImpacts } from './impact';
import { offerPrimaryPhotos } from './photos';
import { showYearOfMovies } from './year-column';

/** The admin panel, as every editor finds it. */
export default {
  config: {
    locales: [],
    tutorials: false,
    notifications: { releases: false },
  },

  register(app: StrapiApp) {
    registerCompletenessDesk(app);
    offerPrimaryPhotos(app);
  },

  bootstrap(app: StrapiApp) {
    closeAnnouncements();
    showYearOfMovies(app);
    showImpacts(app);
  },
};
