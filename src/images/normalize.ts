import { stat } from 'node:fs/promises';
import { errors } from '@strapi/utils';
import sharp, { type Sharp } from 'sharp';
import {
  damaged,
  type ImageHeader,
  type ImageLimits,
  type ReceivedFile,
  tooSlow,
} from './acceptable-image';
import { inTurn } from './decodings';
import { canBeAnimated, encodeAs, MAX_SIDE } from './encoding';
import type { Format } from './image-types';

const assertKeepsFrames = (frames: number, format: Format): void => {
  if (frames === 1 || canBeAnimated(format)) return;
  throw new errors.ValidationError(
    `The picture has ${frames} frames, and a ${format.toUpperCase()} has one. Send one without animation, or upload it as a new file.`,
  );
};

const assertFits = ({ width, height }: ImageHeader, format: Format): void => {
  const side = Math.max(width, height);
  if (side <= MAX_SIDE[format]) return;
  throw new errors.ValidationError(
    `The picture is ${width} × ${height} pixels large, and no side of a ${format.toUpperCase()} has more than ${MAX_SIDE[format]}. Send a smaller one, or upload it as a new file.`,
  );
};

interface NormalizedImage extends Pick<ImageLimits, 'maxPixels'> {
  /** The kind to write, usually that of the picture. */
  target: Format;
  /** Where to. */
  output: string;
  /** How long the decoder may take, from when it begins. Pixels limit it only for honest pictures. */
  maxSeconds: number;
}

const decode = (
  { filepath }: ReceivedFile,
  { format }: ImageHeader,
  { maxPixels, maxSeconds }: NormalizedImage,
): Sharp =>
  sharp(filepath, { animated: canBeAnimated(format), limitInputPixels: maxPixels }).timeout({
    seconds: maxSeconds,
  });

/** What is to be written of a picture. Colours for print become those of screens, profile and all. */
const prepare = (decoded: Sharp, frames: number, target: Format): Sharp => {
  // Several frames are one tall picture to the decoder, which cannot be turned.
  const upright = frames === 1 ? decoded.autoOrient() : decoded;
  const image = upright.keepIccProfile();
  // What was transparent would become black.
  return target === 'jpeg' ? image.flatten({ background: 'white' }) : image;
};

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('timeout');

/** Tells a picture that cannot be read from a disk that cannot be written. */
const isWhole = async (image: Sharp): Promise<boolean> => {
  try {
    await image.stats();
    return true;
  } catch {
    return false;
  }
};

/**
 * Writes a picture anew from what was decoded of it, turned as its metadata say, with its colour
 * profile and all its frames, and with nothing else: no position, no camera, no comments, and none of
 * the bytes that are no part of the picture.
 *
 * @returns the size in bytes
 * @throws {errors.ValidationError} for a picture that is damaged or not complete, for one that takes
 *   longer than `maxSeconds`, and for what `target` cannot hold: an animation, a very long side
 * @throws what the disk says when `output` cannot be written
 */
export const normalizeImage = (
  file: ReceivedFile,
  header: ImageHeader,
  image: NormalizedImage,
): Promise<number> =>
  inTurn(async () => {
    const { target, output, maxSeconds } = image;
    assertKeepsFrames(header.frames, target);
    assertFits(header, target);
    try {
      const decoded = decode(file, header, image);
      await encodeAs(target, prepare(decoded, header.frames, target)).toFile(output);
    } catch (error) {
      if (isTimeout(error)) throw tooSlow(file, maxSeconds);
      throw (await isWhole(decode(file, header, image))) ? error : damaged(file);
    }
    return (await stat(output)).size;
  });
