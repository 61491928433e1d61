import { open } from 'node:fs/promises';

/** The kinds of pictures that are accepted: those that all browsers show. */
export type Format = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

/** What a picture is by its content. */
export interface ImageType {
  mime: string;
  /** With the dot, e.g. `.jpg`. */
  extension: string;
}

export const IMAGE_TYPES: Record<Format, ImageType> = {
  jpeg: { mime: 'image/jpeg', extension: '.jpg' },
  png: { mime: 'image/png', extension: '.png' },
  webp: { mime: 'image/webp', extension: '.webp' },
  gif: { mime: 'image/gif', extension: '.gif' },
  avif: { mime: 'image/avif', extension: '.avif' },
};

/** Whether the kind, e.g. `png`, is one of the accepted ones. */
export const isAccepted = (format: string | undefined): format is Format =>
  format !== undefined && Object.hasOwn(IMAGE_TYPES, format);

const FORMATS = Object.keys(IMAGE_TYPES) as Format[];

/** The kind that a media type names; undefined for anything else than an accepted picture. */
export const formatOfMime = (mime: string | null | undefined): Format | undefined =>
  FORMATS.find((format) => IMAGE_TYPES[format].mime === mime);

/** The kind that an extension such as `.jpg` stands for. */
export const formatOfExtension = (extension: string | null | undefined): Format | undefined =>
  extension === '.jpeg'
    ? 'jpeg'
    : FORMATS.find((format) => IMAGE_TYPES[format].extension === extension);

/** What files begin with, as Latin-1; in the order in which it is looked for. */
const SIGNATURES: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['jpeg', /^\xff\xd8\xff/],
  ['png', /^\x89PNG\r\n/],
  ['webp', /^RIFF[^]{4}WEBP/],
  ['gif', /^GIF8[79]a/],
  ['avif', /^[^]{4}ftyp[^]{0,64}avi[fs]/],
  ['heic', /^[^]{4}ftyp[^]{0,64}(hei|hev|mif1)/],
  ['tiff', /^(II\*\0|MM\0\*)/],
  ['bmp', /^BM/],
  ['pdf', /^%PDF-/],
  ['svg', /<svg[\s>]/i],
];

const SIGNATURE_BYTES = 1024;

/**
 * The kind of a file by how it begins, e.g. `jpeg` or `svg`; undefined for what is not known here.
 * Nothing is decoded for it: the decoders of kinds that are not accepted never see the file.
 */
export const kindOf = async (filepath: string): Promise<string | undefined> => {
  const file = await open(filepath);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SIGNATURE_BYTES), 0);
    const beginning = buffer.toString('latin1', 0, bytesRead);
    return SIGNATURES.find(([, pattern]) => pattern.test(beginning))?.[0];
  } finally {
    await file.close();
  }
};
