import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import {
  type FileInfo,
  type FileToUpload,
  type MediaFile,
  uploadService,
} from '../strapi-services/upload';
import { assertAcceptableImage, type ImageLimits } from './acceptable-image';
import { imageFileName } from './file-name';
import { type Format, formatOfExtension, IMAGE_TYPES } from './image-types';
import { normalizeImage } from './normalize';

/** All frames of an animation together. Bytes alone do not limit the work of decoding. */
const MAX_PIXELS = 50_000_000;

/** Five times what 50 megapixels of noise took as AVIF, the slowest kind, on two busy processors. */
const MAX_SECONDS = 60;

const limits = (strapi: Core.Strapi): ImageLimits => ({
  maxBytes: strapi.config.get<number>('plugin::upload.sizeLimit'),
  maxPixels: MAX_PIXELS,
});

const inTemporaryFolder = async <Result>(
  use: (folder: string) => Promise<Result>,
): Promise<Result> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'reelbase-pictures-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Checks a file and writes it anew to `output`. @throws as `assertAcceptableImage` and `normalizeImage` */
const normalize = async (
  file: FileToUpload,
  output: string,
  max: ImageLimits,
  replaced?: Format,
): Promise<FileToUpload> => {
  const header = await assertAcceptableImage(file, max);
  const target = replaced ?? header.format;
  const { maxPixels } = max;
  const size = await normalizeImage(file, header, {
    target,
    output,
    maxPixels,
    maxSeconds: MAX_SECONDS,
  });
  const { mime, extension } = IMAGE_TYPES[target];
  const originalFilename = imageFileName(file.originalFilename, extension);
  return { filepath: output, originalFilename, mimetype: mime, size };
};

/** The name that an editor gave, or that of the file, as a harmless one. */
const withHarmlessName = (info: FileInfo, { originalFilename }: FileToUpload): FileInfo => ({
  ...info,
  name: info.name
    ? imageFileName(info.name, path.extname(originalFilename ?? ''))
    : originalFilename,
});

const acceptNewFiles = (strapi: Core.Strapi): void => {
  const service = uploadService(strapi);
  const upload = service.upload.bind(service);

  service.upload = ({ data, files }, options) =>
    inTemporaryFolder(async (folder) => {
      const infos = [data.fileInfo ?? []].flat();
      const pictures: FileToUpload[] = [];
      // One after the other: each is large, and the first refusal ends it.
      for (const [index, file] of [files].flat().entries()) {
        pictures.push(await normalize(file, path.join(folder, String(index)), limits(strapi)));
      }
      const fileInfo = pictures.map((picture, index) =>
        withHarmlessName(infos[index] ?? {}, picture),
      );
      return upload({ data: { ...data, fileInfo }, files: pictures }, options);
    });
};

/** A replaced file keeps its address, and with it its extension: the new content becomes of its kind. */
const formatToKeep = ({ name, ext }: MediaFile): Format => {
  const format = formatOfExtension(ext);
  if (format) return format;
  throw new errors.ValidationError(
    `"${name}" is not a picture and cannot be replaced by one. Upload the picture as a new file.`,
  );
};

const acceptReplacements = (strapi: Core.Strapi): void => {
  const service = uploadService(strapi);
  const replace = service.replace.bind(service);

  service.replace = async (id, { data, file }, options) => {
    const replaced = await service.findOne(id);
    // Strapi says then that there is no such file.
    if (!replaced) return replace(id, { data, file }, options);
    const format = formatToKeep(replaced);

    return inTemporaryFolder(async (folder) => {
      const output = path.join(folder, 'replacement');
      const picture = await normalize(file, output, limits(strapi), format);
      const fileInfo = data.fileInfo && withHarmlessName(data.fileInfo, picture);
      return replace(id, { data: { ...data, fileInfo }, file: picture }, options);
    });
  };
};

const acceptNames = (strapi: Core.Strapi): void => {
  const service = uploadService(strapi);
  const updateFileInfo = service.updateFileInfo.bind(service);

  service.updateFileInfo = async (id, info, options) => {
    const file = info.name ? await service.findOne(id) : null;
    const name = file && info.name ? imageFileName(info.name, file.ext) : info.name;
    return updateFileInfo(id, { ...info, name }, options);
  };
};

/**
 * Lets every upload (media library, REST, avatars, imports) store acceptable pictures only, as what
 * was decoded of them and under harmless names. All of one upload are looked at before any is stored.
 *
 * @throws {errors.ValidationError} | {errors.PayloadTooLargeError} from the upload service, for a file
 *   that is not accepted; nothing of it is left then
 */
export const acceptPicturesOnly = (strapi: Core.Strapi): void => {
  acceptNewFiles(strapi);
  acceptReplacements(strapi);
  acceptNames(strapi);
};
