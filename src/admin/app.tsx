import type { StrapiApp } from '@strapi/strapi/admin';
import { closeAnnouncements } from './announcements';
import { showYearOfMovies } from './year-column';

/** The admin panel, as every editor finds it. */
export default {
  config: {
    locales: [],
    tutorials: false,
    notifications: { releases: false },
  },

  bootstrap(app: StrapiApp) {
    closeAnnouncements();
    showYearOfMovies(app);
  },
};
