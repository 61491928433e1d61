import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';

const MOVIE = 'api::movie.movie';

/** As many are told of at once as the content API gives. */
const MAX = 100;

const NO_DAY = 'Name a day of the year, as in day=05-25';

const question = z.strictObject({
  day: z.string(NO_DAY).regex(/^\d\d-\d\d$/, NO_DAY),
});

/** @throws {errors.ValidationError} unless the query is `day`, and nothing else */
export const validateDay = (query: unknown): string => {
  const { data, error } = question.safeParse(query);
  if (error) throw new errors.ValidationError(error.issues[0]?.message ?? 'Invalid query');
  return data.day;
};

/** The published movies that were released on a day of the year, `MM-DD`, the oldest first. */
export const findAnniversaries = async (strapi: Core.Strapi, day: string) => {
  const rows = (await strapi.db
    .connection('movies')
    .select('document_id')
    .whereNotNull('published_at')
    .whereRaw(`to_char(release_date, 'MM-DD') = ?`, [day])
    .orderBy('release_date')
    .limit(MAX)) as { document_id: string }[];
  return strapi.documents(MOVIE).findMany({
    status: 'published',
    filters: { documentId: { $in: rows.map((row) => row.document_id) } },
    sort: 'releaseDate:asc',
    limit: MAX,
  });
};
