import type { Core } from '@strapi/strapi';
import countries from '../../database/seed/countries.json';
import genres from '../../database/seed/genres.json';
import { seedOnce } from './ledger';

export { seedOnce } from './ledger';

/** Seeds the countries of ISO 3166 and the standard genres; each is seeded once, ever. */
export const seedReferenceData = async (strapi: Core.Strapi): Promise<void> => {
  await seedOnce(strapi, {
    name: 'countries',
    items: countries,
    keyOf: ({ code }) => code,
    create: (data) => strapi.documents('api::country.country').create({ data }),
  });
  await seedOnce(strapi, {
    name: 'genres',
    items: genres,
    keyOf: ({ name }) => name,
    create: (data) => strapi.documents('api::genre.genre').create({ data }),
  });
};
