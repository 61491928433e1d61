import type { Core } from '@strapi/strapi';
import { uploadService } from '../strapi-services';
import type { ImageType, ReceivedFile } from './acceptable-image';
import { imageFileName } from './file-name';
import { withoutLeftovers } from '../storage';

/**
 * Stores a picture that `assertAcceptableImage` has accepted through Strapi's upload service, under
 * the type that its content has. It belongs to nothing and to no administrator yet.
 *
 * @returns the id of the file
 * @throws what the storage or the database throws; nothing of the picture is left then
 */
export const storeImage = (
  strapi: Core.Strapi,
  { filepath, originalFilename, size }: ReceivedFile,
  { mime, extension }: ImageType,
): Promise<number> =>
  withoutLeftovers(strapi, async () => {
    const name = imageFileName(originalFilename, extension);
    const [file] = await uploadService(strapi).upload({
      data: { fileInfo: { name } },
      files: { filepath, originalFilename: name, mimetype: mime, size },
    });
    if (!file) throw new Error(`The upload service has not stored "${name}"`);
    return file.id;
  });
