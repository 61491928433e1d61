import type { Core, Modules, UID } from '@strapi/strapi';
import type { Connection } from '../strapi-services';

const MOVIE = 'api::movie.movie';
const PERSON = 'api::person.person';

/** SQL functions for types of which several are locked at once by others. */
const LOCKS: Partial<Record<UID.ContentType, string>> = {
  [MOVIE]: 'SELECT lock_movie(?)',
  [PERSON]: 'SELECT lock_person(?)',
  'api::character.character': 'SELECT lock_character(?)',
};

/** Of movies, which have two versions: what replaces rows. */
const MOVIE_WRITES = new Set<string>(['update', 'publish', 'unpublish', 'discardDraft', 'delete']);

/** What links a new row to others, which must not be deleted meanwhile. */
const MOVIE_CREATIONS = new Set<string>(['create', 'clone']);

const isCreation = (uid: UID.ContentType, action: string): boolean =>
  uid === MOVIE && MOVIE_CREATIONS.has(action);

/** Of people, whose photos are locked by whoever deletes a file. */
const PERSON_WRITES = new Set<string>(['update', 'delete']);

const isLocked = (uid: UID.ContentType, action: string): boolean => {
  if (uid === MOVIE) return MOVIE_WRITES.has(action);
  return uid === PERSON ? PERSON_WRITES.has(action) : action === 'update';
};

const lockRows = async (
  strapi: Core.Strapi,
  uid: UID.ContentType,
  documentId: string,
  trx: Connection,
): Promise<unknown[]> => {
  const lock = LOCKS[uid];
  const { rows } = await (lock
    ? trx.raw<{ rows: unknown[] }>(lock, [documentId])
    : trx.raw<{ rows: unknown[] }>(
        'SELECT id FROM ?? WHERE document_id = ? ORDER BY id FOR NO KEY UPDATE',
        [strapi.db.metadata.get(uid).tableName, documentId],
      ));
  return rows;
};

/**
 * Lets writes to one document wait for each other: two editors who publish at once, a publish and a
 * user who adds a favorite, a change and a deletion.
 *
 * Strapi replaces the rows of a movie in different orders (publishing deletes the published row and
 * then touches the draft, discarding does the opposite), while the favorites triggers lock them in id
 * order. Taking all of them in that order before anything else keeps writers of one movie from
 * waiting for each other in a circle; `database/constraints/02-favorites.sql` and
 * `07-primary-photos.sql` say what does for writers of several. `src/publishing` comes before.
 *
 * An update of what is just being deleted waits, and then finds nothing. Without the lock, Strapi
 * would look for the row once more when the update is committed, to tell of it, and fail where nobody
 * listens: an unhandled rejection, which ends the process.
 */
export const lockDocument =
  (strapi: Core.Strapi): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    const { uid, action } = context;
    if (isCreation(uid, action)) {
      return strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
        await trx.raw('SELECT share_movies_with_others()');
        return next();
      });
    }
    if (!isLocked(uid, action)) return next();

    const { documentId } = context.params as { documentId: string };
    return strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
      const rows = await lockRows(strapi, uid, documentId, trx);
      return action === 'update' && rows.length === 0 ? null : next();
    });
  };
