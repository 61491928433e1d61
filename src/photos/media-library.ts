import type { Core } from '@strapi/strapi';
import type { Connection } from '../strapi-services';
import type { FileRow } from '../strapi-services/media-storage';
import { uploadService } from '../strapi-services/upload';
import { PERSON, settlingPhotos, watchingPhotos } from './settled';

/** Those who have the file as a photo, while nobody else can add it to theirs. */
const personsWith = async (trx: Connection, fileId: number): Promise<number[]> => {
  await trx.raw('SELECT have_photos_alone()');
  const { rows } = await trx.raw<{ rows: { id: number }[] }>(
    `SELECT DISTINCT related_id AS id FROM files_related_mph
     WHERE file_id = ? AND related_type = ?`,
    [fileId, PERSON],
  );
  return rows.map(({ id }) => id);
};

/**
 * Settles the photos of everybody whose photo is deleted in the media library, alone, in bulk, or over
 * the API: all of them end in the service's `remove`.
 */
export const settleWhenFilesAreRemoved = (strapi: Core.Strapi): void => {
  const service = uploadService(strapi);
  const remove = service.remove.bind(service);

  service.remove = (file: FileRow) =>
    strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
      const persons = await personsWith(trx, file.id);
      return settlingPhotos(strapi, persons, () => remove(file));
    });
};

/**
 * Tells of the primary photo of a person for whom a file is uploaded (`POST /api/upload` with `ref`,
 * `refId` and `field`). Storing a file takes its time, so that is no transaction.
 */
export const tellWhenFilesAreAdded = (strapi: Core.Strapi): void => {
  const service = uploadService(strapi);
  const upload = service.upload.bind(service);

  service.upload = (input, options) => {
    const { ref, refId } = input.data;
    const personId = Number(refId);
    if (ref !== PERSON || !Number.isInteger(personId)) return upload(input, options);
    return watchingPhotos(strapi, [personId], () => upload(input, options));
  };
};
