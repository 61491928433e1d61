import { stat } from 'node:fs/promises';
import { errors } from '@strapi/utils';
import sharp from 'sharp';
import { damaged, type ImageHeader, type ImageLimits, type ReceivedFile } from './acceptable-image';
import { inTurn } from './decodings';
import { canBeAnimated, encodeAs } from './encoding';
import type { Format } from './image-types';

const assertKeepsFrames = (frames: number, format: Format): void => {
  if (frames === 1 || canBeAnimated(format)) return;
  throw new errors.ValidationError(
    `The picture has ${frames} frames, and a ${format.toUpperCase()} has one. Send one without animation, or upload it as a new file.`,
  );
};

const prepare = (
  filepath: string,
  { format, frames, isCmyk }: ImageHeader,
  target: Format,
  maxPixels: number,
) => {
  const isAnimation = frames > 1;
  const options = { animated: canBeAnimated(format), limitInputPixels: maxPixels };
  let image = sharp(filepath, options);
  // Several frames are one tall picture to the decoder, which cannot be turned.
  if (!isAnimation) image = image.autoOrient();
  // A profile for print goes with its four colours, which are converted to those of screens.
  if (!isCmyk) image = image.keepIccProfile();
  // What was transparent would become black.
  return target === 'jpeg' ? image.flatten({ background: 'white' }) : image;
};

/**
 * Writes a picture anew from what was decoded of it, turned as its metadata say, with its colour
 * profile and all its frames, and with nothing else: no position, no camera, no comments, and none of
 * the bytes that are no part of the picture.
 *
 * @param target the kind to write, usually that of the picture
 * @param output where to
 * @returns the size in bytes
 * @throws {errors.ValidationError} for a picture that is damaged or not complete, and for an animation
 *   that `target` would lose
 */
export const normalizeImage = (
  file: ReceivedFile,
  header: ImageHeader,
  {
    target,
    output,
    maxPixels,
  }: { target: Format; output: string } & Pick<ImageLimits, 'maxPixels'>,
): Promise<number> =>
  inTurn(async () => {
    assertKeepsFrames(header.frames, target);
    try {
      await encodeAs(target, prepare(file.filepath, header, target, maxPixels)).toFile(output);
    } catch {
      throw damaged(file);
    }
    return (await stat(output)).size;
  });
