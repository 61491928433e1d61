import type { Core } from '@strapi/strapi';
import { seedOnce } from '../seed';
import { contentTypeViews } from '../strapi-services/content-manager';
import { characterView } from './character';
import { movieView } from './movie';
import { personView } from './person';
import { countryView, genreView } from './reference-data';
import { configure, type View } from './view';

const VIEWS: readonly View[] = [
  movieView,
  personView,
  characterView,
  genreView,
  countryView,
] as View[];

/**
 * Arranges the lists and forms of the catalogue in the admin panel, each once, ever: what editors
 * change afterwards ("Configure the view") stays. Not in `schema.json`, whose `config` Strapi reads
 * for new tables only: a catalogue from before these views would never have them.
 */
export const arrangeViews = async (strapi: Core.Strapi): Promise<void> => {
  const views = contentTypeViews(strapi);

  await seedOnce(strapi, {
    name: 'admin-views',
    items: VIEWS,
    keyOf: ({ uid }) => uid,
    create: async (view) => {
      const type = views.findContentType(view.uid);
      const current = await views.findConfiguration(type);
      await views.updateConfiguration(type, configure(view, current));
    },
  });
};
