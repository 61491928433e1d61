import type { Core, Modules } from '@strapi/strapi';
import type { Connection } from '../strapi-services';

const MOVIE = 'api::movie.movie';

const WRITES = new Set<string>(['update', 'publish', 'unpublish', 'discardDraft', 'delete']);

/**
 * Lets writes to one movie wait for each other: two editors who publish at once, a publish and a
 * user who adds a favorite.
 *
 * Strapi replaces rows, and in different orders (publishing deletes the published row and then
 * touches the draft, discarding does the opposite), while the favorites triggers lock the rows of a
 * document in id order. Taking all of them in that order before anything else rules out deadlocks.
 */
export const lockMovie =
  (strapi: Core.Strapi): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    if (context.uid !== MOVIE || !WRITES.has(context.action)) return next();

    const { documentId } = context.params as { documentId: string };
    return strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
      await trx.raw('SELECT id FROM movies WHERE document_id = ? ORDER BY id FOR UPDATE', [
        documentId,
      ]);
      return next();
    });
  };
