import { CheckCircle, PaperPlane } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';
import { DESK_PERMISSIONS, MOVIE_PERMISSIONS, READ_PERMISSIONS } from './permissions';
import { DESK_TITLE, LIST_TEXTS, text } from './texts';

/** Adds the completeness desk to the admin panel: a page, and two widgets of the home page. */
export const registerCompletenessDesk = (app: StrapiApp): void => {
  app.addMenuLink({
    to: 'completeness',
    icon: CheckCircle,
    intlLabel: DESK_TITLE,
    permissions: DESK_PERMISSIONS,
    position: 3,
    Component: () => import('./CompletenessPage'),
  });

  app.widgets.register((others) => [
    {
      id: 'publishable-drafts',
      icon: PaperPlane,
      title: LIST_TEXTS['publishable-drafts'].title,
      link: { label: text('widget.all', 'See all'), href: '/completeness/publishable-drafts' },
      component: async () => (await import('./PublishableWidget')).PublishableWidget,
      permissions: MOVIE_PERMISSIONS,
    },
    {
      id: 'completeness',
      icon: CheckCircle,
      title: text('widget.title', 'What the catalogue lacks'),
      link: { label: text('widget.desk', 'Open the desk'), href: '/completeness' },
      component: async () => (await import('./CountsWidget')).CountsWidget,
      permissions: READ_PERMISSIONS,
    },
    ...others,
  ]);
};
