import type { Core, UID } from '@strapi/strapi';
import { contentTypes } from '@strapi/utils';
import { asCallersMistake } from '../documents/acceptable-values';
import { publishedFilters } from './filters';
import { guardMutations, letDraftsBeIncomplete } from './graphql';
import { publishedPopulate } from './populate';
import { type Auth, mayPreview, refuseDrafts } from './preview-permission';
import { assertSortSeesNoDraft } from './sort';

export { MAX_FILTER_DEPTH } from './filters';
export { type Auth, PREVIEW_ACTION } from './preview-permission';

interface Query extends Record<string, unknown> {
  status?: unknown;
  filters?: unknown;
  sort?: unknown;
  populate?: unknown;
}

const COHORT_PARAMETERS = ['publicationFilter', 'hasPublishedVersion'] as const;

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** The same query, asked in a way that no draft can answer, in whole or by inference. */
const publishedQuery = (strapi: Core.Strapi, uid: UID.Schema, query: Query): Query => {
  if (isGiven(query.status) && query.status !== 'published') refuseDrafts('status');
  // Cohorts such as "modified since it was published" tell of drafts by which entries they leave out.
  for (const parameter of COHORT_PARAMETERS) {
    if (isGiven(query[parameter])) refuseDrafts(parameter);
  }
  assertSortSeesNoDraft(strapi, uid, query.sort);

  const guarded: Query = { ...query, status: 'published' };
  if (query.filters) {
    const filters = publishedFilters(strapi, uid, query.filters);
    const model = strapi.getModel(uid);
    // A filter on publishedAt itself would replace the one that Strapi adds for the status.
    guarded.filters = contentTypes.hasDraftAndPublish(model)
      ? { $and: [{ publishedAt: { $notNull: true } }, filters] }
      : filters;
  }
  if (query.populate) guarded.populate = publishedPopulate(strapi, uid, query.populate);
  return guarded;
};

/**
 * A file leads back to whatever uses it (`populate[poster][populate]=related`), and Strapi fills that
 * relation with drafts and published entries alike. It is for the admin panel, so it leaves the API.
 */
const hideWhereFilesAreUsed = (strapi: Core.Strapi): void => {
  Object.assign(strapi.contentType('plugin::upload.file').attributes.related, { private: true });
};

/**
 * Keeps drafts from every caller of the content API who lacks the permission to preview.
 *
 * REST controllers, GraphQL resolvers (lists, entries, nested relations, counts) and plugins all
 * send the client's query through `contentAPI.sanitize.query` before they run it. That is the one
 * place where the rule is applied; Strapi offers no registry for query sanitizers (it does for input
 * and output), hence the decorated function.
 */
export const guardDrafts = (strapi: Core.Strapi): void => {
  hideWhereFilesAreUsed(strapi);
  const { sanitize } = strapi.contentAPI;
  const sanitizeQuery = sanitize.query;

  sanitize.query = async (query, schema, options) => {
    const sanitized: Query = await sanitizeQuery(query, schema, options);
    const mayPreviewDrafts = await mayPreview(strapi, options?.auth as Auth | undefined);
    if (mayPreviewDrafts) return sanitized;
    try {
      return publishedQuery(strapi, schema.uid as UID.Schema, sanitized);
    } catch (error) {
      // Filters through relations are built here, so what is wrong in them shows here.
      throw asCallersMistake(error);
    }
  };

  guardMutations(strapi);
  letDraftsBeIncomplete(strapi);
};
