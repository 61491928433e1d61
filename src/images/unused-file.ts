import type { Core } from '@strapi/strapi';
import { deletionsSettled } from '../storage';
import type { Connection } from '../strapi-services';
import { type MediaFile, uploadService } from '../strapi-services/upload';

/** Whoever begins to use the file refers to its row, and waits for this lock. */
const LOCK_FILE = 'SELECT id FROM files WHERE id = ? FOR UPDATE';

/**
 * Asked after the lock was taken, by a statement of its own: one statement would not see who began to
 * use the file while it waited. Counts on `files_related_mph_fk`.
 */
const FIND_UNUSED = `
  SELECT id FROM files
  WHERE id = ?
    AND created_by_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM files_related_mph WHERE files_related_mph.file_id = files.id)`;

const removeLocked = async (strapi: Core.Strapi, id: number, trx: Connection): Promise<void> => {
  // Before the file, as whoever deletes one (database/constraints/07-primary-photos.sql).
  await trx.raw('SELECT have_photos_alone()');
  await trx.raw(LOCK_FILE, [id]);
  const { rows } = await trx.raw<{ rows: unknown[] }>(FIND_UNUSED, [id]);
  if (rows.length === 0) return;

  const file = (await strapi.db
    .query('plugin::upload.file')
    .findOne({ where: { id } })) as MediaFile;
  await uploadService(strapi).remove(file);
};

/**
 * Removes a file, from database and storage, unless something uses it or an administrator has put it
 * into the media library. A failure is logged and not thrown: what the caller did is done, and the
 * file is still in the media library, where it can be deleted.
 */
export const removeUnusedFile = async (strapi: Core.Strapi, id: number): Promise<void> => {
  try {
    await strapi.db.transaction(({ trx }: { trx: Connection }) => removeLocked(strapi, id, trx));
    await deletionsSettled();
  } catch (error) {
    strapi.log.error(
      `File ${id} is not used any more and could not be removed: ${String(error)}. Delete it in the media library.`,
    );
  }
};
