import { Calendar } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';

export default {
  register(app: StrapiApp) {
    app.widgets.register({
      id: 'coming-soon',
      icon: Calendar,
      title: { id: 'coming-soon.title', defaultMessage: 'Coming soon' },
      component: async () => (await import('./ComingSoon')).ComingSoon,
      // Others do not see the widget at all.
      permissions: [
        { action: 'plugin::content-manager.explorer.read', subject: 'api::movie.movie' },
      ],
    });
  },
};
