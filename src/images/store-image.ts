import type { Core } from '@strapi/strapi';
import { uploadService } from '../strapi-services/upload';
import { assertAcceptableImage, type ImageLimits, type ReceivedFile } from './acceptable-image';

/**
 * Stores a picture under limits that may be stricter than those of all uploads. It belongs to nothing
 * and to no administrator yet.
 *
 * @returns the id of the file
 * @throws {errors.ValidationError} | {errors.PayloadTooLargeError} for a picture that is not accepted,
 *   and what the storage or the database throws; nothing of the picture is left then
 */
export const storeImage = async (
  strapi: Core.Strapi,
  received: ReceivedFile,
  limits: ImageLimits,
): Promise<number> => {
  await assertAcceptableImage(received, limits);
  const [file] = await uploadService(strapi).upload({ data: {}, files: received });
  if (!file) throw new Error('The upload service has not stored the picture');
  return file.id;
};
