import type { Core, Data } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import type { Connection } from '../strapi-services';
import { PERSON } from './settled';

type Person = Data.ContentType<typeof PERSON>;

const bodySchema = z.strictObject({
  data: z.strictObject({
    photo: z.union([z.int().positive(), z.string().min(1)], {
      error: 'name one of the photos by its id or documentId',
    }),
  }),
});

/**
 * @returns the id or documentId of a file
 * @throws {errors.ValidationError} unless the body is `{data: {photo: …}}`
 */
export const parsePrimaryPhoto = (body: unknown): string => {
  const result = bodySchema.safeParse(body);
  if (!result.success) {
    throw new errors.ValidationError(
      'Send {"data": {"photo": …}} with the id or documentId of one of the person\'s photos.',
    );
  }
  return String(result.data.data.photo);
};

interface PhotoRow {
  person: number;
  file: number | null;
}

/** Locks the person, so that the photo is still one of its photos when it becomes the primary one. */
const findPhoto = async (
  trx: Connection,
  documentId: string,
  photo: string,
): Promise<PhotoRow | undefined> => {
  await trx.raw('SELECT lock_person(?)', [documentId]);
  const { rows } = await trx.raw<{ rows: PhotoRow[] }>(
    `SELECT people.id AS person, files.id AS file
     FROM people
     LEFT JOIN (
       files_related_mph AS link JOIN files
         ON files.id = link.file_id AND (files.id::text = ? OR files.document_id = ?)
     ) ON link.related_id = people.id AND link.related_type = ? AND link.field = 'photos'
     WHERE people.document_id = ?
     LIMIT 1`,
    [photo, photo, PERSON, documentId],
  );
  return rows[0];
};

/**
 * Makes one of a person's photos the primary one.
 *
 * @param documentId of the person
 * @param photo id or documentId of the file
 * @returns the person, with what `populate` asks for
 * @throws {errors.NotFoundError} when there is no such person
 * @throws {errors.ValidationError} when the file is not one of the person's photos
 */
export const setPrimaryPhoto = async (
  strapi: Core.Strapi,
  documentId: string,
  photo: string,
  query: object = {},
): Promise<Person> =>
  strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
    const found = await findPhoto(trx, documentId, photo);
    const nobody = new errors.NotFoundError(`There is no person "${documentId}".`);
    if (!found) throw nobody;
    if (found.file === null) {
      throw new errors.ValidationError(
        `The file "${photo}" is not one of the person's photos. Add it to them first.`,
      );
    }
    const person = await strapi
      .documents(PERSON)
      .update({ ...query, documentId, data: { primaryPhoto: found.file } });
    if (!person) throw nobody;
    return person;
  });
