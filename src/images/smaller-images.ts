import { createReadStream } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { ImageObject, StoredImage } from '../strapi-services/image-manipulation';
import { inTurn } from './decodings';
import { canBeAnimated, encodeAs } from './encoding';
import type { Format } from './image-types';

/** Pixels; a picture is made to fit into it. */
interface Box {
  width: number;
  height: number;
}

const square = (pixels: number): Box => ({ width: pixels, height: pixels });

/** As large as the cards of the media library. */
const THUMBNAIL: Box = { width: 245, height: 156 };

/** `xlarge` is a poster across a phone, or half a desktop, of a fine screen. */
const SIZES: Record<string, Box> = {
  xlarge: square(1600),
  large: square(1000),
  medium: square(750),
  small: square(500),
};

const PLACEHOLDER: Box = square(20);

const exceeds = ({ width, height }: StoredImage, box: Box): boolean =>
  (width ?? 0) > box.width || (height ?? 0) > box.height;

/** Kilobytes of 1000 bytes, as Strapi counts. */
const inKilobytes = (bytes: number): number => Math.round(bytes / 10) / 100;

const fitInto = async (
  image: StoredImage,
  source: { filepath: string; format: Format },
  key: string,
  box: Box,
): Promise<ImageObject> => {
  const hash = `${key}_${image.hash}`;
  const output = path.join(image.tmpWorkingDirectory, hash);
  const { width, height, pageHeight, size } = await inTurn(() => {
    const original = sharp(source.filepath, { animated: canBeAnimated(source.format) });
    return encodeAs(source.format, original.resize({ ...box, fit: 'inside' })).toFile(output);
  });
  return {
    name: `${key}_${image.name}`,
    hash,
    ext: image.ext,
    mime: image.mime,
    path: image.path ?? null,
    filepath: output,
    getStream: () => createReadStream(output),
    width,
    height: pageHeight ?? height,
    size: inKilobytes(size),
    sizeInBytes: size,
  };
};

type Source = Parameters<typeof fitInto>[1];

/** A thumbnail, or null for a picture that is not larger than one. */
export const makeThumbnail = async (
  image: StoredImage,
  source: Source,
): Promise<ImageObject | null> =>
  exceeds(image, THUMBNAIL) ? fitInto(image, source, 'thumbnail', THUMBNAIL) : null;

/** The picture in each of the sizes that it exceeds, of its own kind and with all its frames. */
export const makeSmallerImages = async (
  image: StoredImage,
  source: Source,
): Promise<{ key: string; file: ImageObject }[]> =>
  Promise.all(
    Object.entries(SIZES)
      .filter(([, box]) => exceeds(image, box))
      .map(async ([key, box]) => ({ key, file: await fitInto(image, source, key, box) })),
  );

/**
 * A picture of at most 20 × 20 pixels as a data URI of a few hundred bytes: enlarged, it is a blurred
 * version of the whole, to be shown until that has come.
 */
export const makePlaceholder = async (filepath: string): Promise<string> => {
  const content = await inTurn(() =>
    sharp(filepath)
      .resize({ ...PLACEHOLDER, fit: 'inside' })
      .webp({ quality: 40, alphaQuality: 40 })
      .toBuffer(),
  );
  return `data:image/webp;base64,${content.toString('base64')}`;
};
