import type { Core, Modules } from '@strapi/strapi';
import { errors } from '@strapi/utils';

/** As many are named. */
const NAMED = 5;

/** By what an award names entries of a type. */
const FIELDS: Partial<Record<string, 'movie' | 'person'>> = {
  'api::movie.movie': 'movie',
  'api::person.person': 'person',
};

/** Refuses to delete who has awards: Strapi would only take the link away, and leave awards for nothing. */
export const keepAwarded =
  (strapi: Core.Strapi): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    const field = FIELDS[context.uid];
    if (!field || context.action !== 'delete') return next();
    const { documentId } = context.params as { documentId: string };
    const awards = await strapi.documents('api::award.award').findMany({
      filters: { [field]: { documentId } },
      fields: ['name', 'year'],
      sort: 'year',
      limit: NAMED,
    });
    if (awards.length === 0) return next();
    const names = awards.map(({ name, year }) => `"${name}" (${year})`).join(', ');
    throw new errors.ValidationError(
      `The ${field} cannot be deleted: it has awards, ${names}. Delete them first, or give them another ${field}.`,
    );
  };
