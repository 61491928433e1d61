import type { Core } from '@strapi/strapi';
import { addedAttributes, filesBeside } from '../extending';
import { seedOnce } from '../seed';
import { contentTypeViews } from '../strapi-services/content-manager';
import { configure, type View } from './view';

export type { View } from './view';

/**
 * Arranges the lists and forms of the types that have a `view.ts` in their folder, each once, ever: what
 * editors change afterwards ("Configure the view") stays. Not in `schema.json`, whose `config` Strapi
 * reads for new tables only: a catalogue from before these views would never have them.
 */
export const arrangeViews = async (strapi: Core.Strapi): Promise<void> => {
  const views = contentTypeViews(strapi);

  await seedOnce(strapi, {
    name: 'admin-views',
    items: filesBeside<View>(strapi, 'view').map(({ content }) => content),
    keyOf: ({ uid }) => uid,
    create: async (view) => {
      const type = views.findContentType(view.uid);
      const current = await views.findConfiguration(type);
      const added = addedAttributes(strapi, view.uid);
      await views.updateConfiguration(type, configure(view, current, added));
    },
  });
};
