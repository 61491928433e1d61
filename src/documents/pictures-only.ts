import type { Core, Modules, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { formatOfMime } from '../images';

interface FileRow {
  id: number;
  name: string;
  mime: string;
}

interface Misfit {
  field: string;
  file: FileRow;
}

/** An attribute of a content type, as far as it says which files a field takes. */
interface MaybeMedia {
  type: string;
  allowedTypes?: readonly string[];
}

/** Fields that `allowedTypes` reserves for pictures, which only the admin panel heeds. */
const pictureFields = (strapi: Core.Strapi, uid: UID.ContentType): string[] =>
  Object.entries(strapi.contentType(uid).attributes as Record<string, MaybeMedia>)
    .filter(([, { type, allowedTypes }]) => type === 'media' && allowedTypes?.join() === 'images')
    .map(([field]) => field);

/** The ids in what a media field may be given: `1`, `{id: 1}`, `{connect: […]}`, `{set: […]}`, a list. */
const fileIds = (value: unknown): number[] => {
  if (typeof value === 'number' || typeof value === 'string') {
    return Number.isSafeInteger(Number(value)) ? [Number(value)] : [];
  }
  if (Array.isArray(value)) return value.flatMap(fileIds);
  if (typeof value !== 'object' || value === null) return [];
  const { id, connect, set } = value as Record<string, unknown>;
  return [id, connect, set].flatMap(fileIds);
};

const findMisfits = async (
  strapi: Core.Strapi,
  fields: readonly string[],
  data: Record<string, unknown>,
): Promise<Misfit[]> => {
  const attached = fields.flatMap((field) => fileIds(data[field]).map((id) => ({ field, id })));
  if (attached.length === 0) return [];

  const files = (await strapi.db.query('plugin::upload.file').findMany({
    where: { id: { $in: [...new Set(attached.map(({ id }) => id))] } },
    select: ['id', 'name', 'mime'],
  })) as FileRow[];
  return attached.flatMap(({ field, id }) =>
    files
      .filter((file) => file.id === id && formatOfMime(file.mime) === undefined)
      .map((file) => ({ field, file })),
  );
};

const describe = ({ field, file: { name, mime } }: Misfit) => {
  const message = `"${field}" takes pictures only, and "${name}" is of the type "${mime}". Choose a JPEG, PNG, WebP, AVIF or GIF.`;
  return { path: [field], message, name: 'ValidationError' };
};

/**
 * Refuses to attach a file that is not a picture where pictures are shown. Uploads are checked
 * before; files that were stored otherwise, by a data transfer or before that check, are found here.
 */
export const picturesOnly =
  (strapi: Core.Strapi): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    const { uid, params } = context;
    const data =
      'data' in params ? (params.data as Record<string, unknown> | undefined) : undefined;
    const misfits = data ? await findMisfits(strapi, pictureFields(strapi, uid), data) : [];
    if (misfits.length === 0) return next();

    const found = misfits.map(describe);
    throw new errors.ValidationError(found.map(({ message }) => message).join(' '), {
      errors: found,
    });
  };
