import { errors } from '@strapi/utils';
import sharp, { type Metadata } from 'sharp';

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

/** What a picture is by its content. */
export interface ImageType {
  mime: string;
  /** With the dot, e.g. `.jpg`. */
  extension: string;
}

type Format = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

const ACCEPTED: Record<Format, ImageType> = {
  jpeg: { mime: 'image/jpeg', extension: '.jpg' },
  png: { mime: 'image/png', extension: '.png' },
  webp: { mime: 'image/webp', extension: '.webp' },
  gif: { mime: 'image/gif', extension: '.gif' },
  avif: { mime: 'image/avif', extension: '.avif' },
};

const IN_WORDS = 'JPEG, PNG, WebP, AVIF and GIF pictures are accepted';

/** Every frame is looked at, because every frame is decoded when the thumbnail is made. */
const ALL_FRAMES = { animated: true };

const refuse = (problem: string) => new errors.ValidationError(`${problem}. ${IN_WORDS}.`);

const inMegabytes = (bytes: number): string => `${bytes / 1024 / 1024} MB`;

const inMegapixels = (pixels: number): string => `${Math.ceil(pixels / 1e5) / 10} megapixels`;

/** HEIC and AVIF share a container; the codec tells them apart. */
const formatOf = ({ format, compression }: Metadata): string =>
  compression === 'av1' ? 'avif' : format;

const isAccepted = (format: string): format is Format => format in ACCEPTED;

/** Reads the header only, so that the number of pixels is known before any of them is decoded. */
const readHeader = async (filepath: string): Promise<Metadata> => {
  try {
    return await sharp(filepath, { ...ALL_FRAMES, limitInputPixels: false }).metadata();
  } catch {
    throw refuse('The file is not a picture, or it is damaged');
  }
};

const assertDecodable = async (filepath: string, maxPixels: number): Promise<void> => {
  try {
    await sharp(filepath, { ...ALL_FRAMES, limitInputPixels: maxPixels }).stats();
  } catch {
    throw refuse('The picture is damaged or not complete');
  }
};

/**
 * Whether a file is a whole picture of a kind that browsers show, judged by its content: name and
 * type as the client gives them say nothing.
 *
 * @returns the type that the content has
 * @throws {errors.PayloadTooLargeError} for more than `maxBytes`
 * @throws {errors.ValidationError} for an empty, damaged or truncated file, for one that is no
 *   picture or of another kind, and for more than `maxPixels`
 */
export const assertAcceptableImage = async (
  { filepath, size }: ReceivedFile,
  { maxBytes, maxPixels }: ImageLimits,
): Promise<ImageType> => {
  if (size > maxBytes) {
    throw new errors.PayloadTooLargeError(
      `The picture is too large: it may have at most ${inMegabytes(maxBytes)}. Send a smaller one.`,
    );
  }
  if (size === 0) throw refuse('The file is empty');

  const header = await readHeader(filepath);
  const format = formatOf(header);
  if (!isAccepted(format)) throw refuse(`The file is of the kind "${format}"`);

  const pixels = header.width * header.height;
  if (pixels > maxPixels) {
    throw new errors.ValidationError(
      `The picture has ${inMegapixels(pixels)}, and may have at most ${inMegapixels(maxPixels)}. Send a smaller one.`,
    );
  }
  await assertDecodable(filepath, maxPixels);
  return ACCEPTED[format];
};
