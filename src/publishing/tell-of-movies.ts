import type { Core, Modules } from '@strapi/strapi';
import { announce } from '../events';
import { changedAttributes, type PublishedContent, publishedContent } from './published-content';

const MOVIE = 'api::movie.movie';

/** Writes with status `published` come as `publish` as well: `publishableMovie` takes them apart. */
const ACTIONS = new Set<string>(['publish', 'unpublish', 'delete']);

const isThere = async (strapi: Core.Strapi, documentId: string): Promise<boolean> =>
  (await strapi.db.query(MOVIE).count({ where: { documentId } })) > 0;

const tell = async (
  strapi: Core.Strapi,
  documentId: string,
  before: PublishedContent | null,
  after: PublishedContent | null,
): Promise<void> => {
  // The same row is there when nothing was published, such as without a draft.
  if (before?.id === after?.id) return;
  const movie = { documentId };
  await (after
    ? announce(strapi, 'movie.published', {
        movie,
        wasPublished: before !== null,
        changed: changedAttributes(before, after),
      })
    : announce(strapi, 'movie.unpublished', {
        movie,
        deleted: !(await isThere(strapi, documentId)),
      }));
};

/**
 * Tells of movies that visitors begin to see, see changed, or see no longer, through whichever door:
 * looks at what is published before and after the write, within its transaction, while nobody else
 * writes the movie.
 */
export const tellOfMovies =
  (strapi: Core.Strapi): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    if (context.uid !== MOVIE || !ACTIONS.has(context.action)) return next();

    const { documentId } = context.params as { documentId: string };
    return strapi.db.transaction(async () => {
      const before = await publishedContent(strapi, MOVIE, documentId);
      const result = await next();
      await tell(strapi, documentId, before, await publishedContent(strapi, MOVIE, documentId));
      return result;
    });
  };
