import { readFile } from 'node:fs/promises';
import { errors } from '@strapi/utils';
import sharp, { type Metadata } from 'sharp';
import { type DecodingWork, MalformedError, readDecodingWork } from './avif';
import { type Format, isAccepted, kindOf } from './image-types';

/** A picture as the body parser left it: a temporary file, and what the client claims about it. */
export interface ReceivedFile {
  filepath: string;
  originalFilename: string | null;
  /** Bytes. */
  size: number;
}

export interface ImageLimits {
  maxBytes: number;
  /** Width × height, all frames of an animation together. */
  maxPixels: number;
}

/** What is known of a picture before it is decoded. */
export interface ImageHeader {
  format: Format;
  /** Pixels of one frame. */
  width: number;
  height: number;
  /** Frames; 1 unless it is an animation. */
  frames: number;
}

/** Frames of one pixel are few bytes each, and every one of them takes time. */
const MAX_FRAMES = 1000;

/** Every frame is looked at, because every frame is decoded. */
const ALL_FRAMES = { animated: true };

const SHOWN_NAME_LENGTH = 60;

/** The file, as the subject of a sentence. */
const subject = ({ originalFilename }: ReceivedFile): string => {
  const name = originalFilename?.split(/[/\\]/).at(-1);
  return name ? `"${Array.from(name).slice(0, SHOWN_NAME_LENGTH).join('')}"` : 'The file';
};

const refuse = (file: ReceivedFile, problem: string) =>
  new errors.ValidationError(
    `${subject(file)} ${problem}. JPEG, PNG, WebP, AVIF and GIF pictures are accepted.`,
  );

/** What is thrown for a picture whose header is right and whose content is not. */
export const damaged = (file: ReceivedFile) => refuse(file, 'is damaged or not complete');

/** What is thrown for a picture that keeps the decoder busy. */
export const tooSlow = (file: ReceivedFile, seconds: number) =>
  new errors.ValidationError(
    `${subject(file)} cannot be read within ${seconds} seconds. Send a smaller one, or save it anew with another program.`,
  );

const inMegabytes = (bytes: number): string => `${bytes / 1024 / 1024} MB`;

const inMegapixels = (pixels: number): string => `${Math.ceil(pixels / 1e5) / 10} megapixels`;

const assertSize = (file: ReceivedFile, maxBytes: number): void => {
  if (file.size > maxBytes) {
    throw new errors.PayloadTooLargeError(
      `${subject(file)} is too large: a picture may have at most ${inMegabytes(maxBytes)}. Send a smaller one.`,
    );
  }
  if (file.size === 0) throw refuse(file, 'is empty');
};

/** Reads the header only, so that the number of pixels is known before any of them is decoded. */
const readHeader = async (file: ReceivedFile): Promise<Metadata> => {
  try {
    return await sharp(file.filepath, { ...ALL_FRAMES, limitInputPixels: false }).metadata();
  } catch {
    throw damaged(file);
  }
};

/** HEIC and AVIF share a container; the codec tells them apart. */
const codecOf = ({ format, compression }: Metadata): string =>
  compression === 'av1' ? 'avif' : format;

const assertPixels = (file: ReceivedFile, pixels: number, maxPixels: number): void => {
  if (pixels <= maxPixels) return;
  throw new errors.ValidationError(
    `${subject(file)} has ${inMegapixels(pixels)}, and may have at most ${inMegapixels(maxPixels)}. Send a smaller one.`,
  );
};

/** A picture, its transparency, and a smaller version of it. */
const MAX_AVIF_ITEMS = 3;

const readAvif = async (file: ReceivedFile): Promise<DecodingWork> => {
  try {
    return readDecodingWork(await readFile(file.filepath));
  } catch (error) {
    throw error instanceof MalformedError ? damaged(file) : error;
  }
};

/** The header of an AVIF may say less than its decoder will find. */
const assertCodedPixels = async (file: ReceivedFile, maxPixels: number): Promise<void> => {
  const { largest, total } = await readAvif(file);
  assertPixels(file, largest, maxPixels);
  assertPixels(file, Math.ceil(total / MAX_AVIF_ITEMS), maxPixels);
};

const assertDimensions = (
  file: ReceivedFile,
  { width, height, pages = 1 }: Metadata,
  maxPixels: number,
): void => {
  assertPixels(file, width * height, maxPixels);
  if (pages > MAX_FRAMES) {
    throw new errors.ValidationError(
      `${subject(file)} has ${pages} frames, and may have at most ${MAX_FRAMES}. Send a shorter one.`,
    );
  }
};

/**
 * Whether a file can be a picture that is accepted, judged by how its content begins: name and type
 * as the client gives them say nothing. Nothing is decoded, so that a decompression bomb does no harm;
 * whether the picture is whole turns out when it is decoded.
 *
 * @throws {errors.PayloadTooLargeError} for more than `maxBytes`
 * @throws {errors.ValidationError} for an empty or damaged file, for one that is no picture or of
 *   another kind, and for more than `maxPixels` or a thousand frames
 */
export const assertAcceptableImage = async (
  file: ReceivedFile,
  { maxBytes, maxPixels }: ImageLimits,
): Promise<ImageHeader> => {
  assertSize(file, maxBytes);
  const kind = await kindOf(file.filepath);
  if (kind === undefined) throw refuse(file, 'is not a picture');
  if (!isAccepted(kind)) throw refuse(file, `is of the kind "${kind}"`);

  const header = await readHeader(file);
  const format = codecOf(header);
  if (!isAccepted(format)) throw refuse(file, `is of the kind "${format}"`);
  assertDimensions(file, header, maxPixels);
  if (format === 'avif') await assertCodedPixels(file, maxPixels);
  const { width, height, pageHeight = height, pages = 1 } = header;
  return { format, width, height: pageHeight, frames: pages };
};
