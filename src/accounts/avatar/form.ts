import { errors } from '@strapi/utils';
import type { ImageLimits, ReceivedFile } from '../../images';
import type { RequestContext } from '../../strapi-services';

/**
 * 5 MB, and 16 megapixels of all frames together: more than phones take unless asked to. A picture
 * of one colour is a few kilobytes whatever its size, so bytes alone do not limit the work of decoding.
 */
export const AVATAR_MAX: ImageLimits = { maxBytes: 5 * 1024 * 1024, maxPixels: 16_000_000 };

const FIELD = 'avatar';

const refuse = (problem: string) =>
  new errors.ValidationError(
    `${problem}. Send the picture as multipart/form-data, as the one file in the field "${FIELD}".`,
  );

/**
 * The one file of an avatar form.
 *
 * @throws {errors.ValidationError} for another kind of body, another field, a text, no file, or several
 */
export const avatarFile = ({ request }: RequestContext): ReceivedFile => {
  if (!request.is('multipart/form-data')) throw refuse('The body is not a form with a file');

  const files = request.files ?? {};
  const fields = Object.keys({ ...(request.body as object), ...files });
  const other = fields.find((field) => field !== FIELD);
  if (other !== undefined) throw refuse(`There is no field "${other}" here`);

  if (FIELD in (request.body as object)) throw refuse(`There is a text in the field "${FIELD}"`);

  const file = files[FIELD];
  if (!file) throw refuse(`There is no file in the field "${FIELD}"`);
  if (Array.isArray(file)) throw refuse(`There are ${file.length} files in the field "${FIELD}"`);
  return file;
};
