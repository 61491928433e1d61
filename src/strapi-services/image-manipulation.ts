import type { ReadStream } from 'node:fs';
import type { Core } from '@strapi/strapi';

/** What goes to where files are kept, and what is noted of it. */
export interface ImageObject {
  name: string;
  hash: string;
  ext: string;
  mime: string;
  path?: string | null;
  filepath: string;
  getStream: () => ReadStream;
  width?: number | null;
  height?: number | null;
  /** Kilobytes of 1000 bytes. */
  size: number;
  sizeInBytes: number;
}

/** A picture on its way into the media library; what attributes of its row it has is stored. */
export interface StoredImage extends ImageObject {
  tmpWorkingDirectory: string;
}

/** What the upload service asks about each file, and has made of it. */
interface ImageManipulationService<Image extends StoredImage> {
  isImage: (image: StoredImage) => Promise<boolean>;
  isFaultyImage: (image: StoredImage) => Promise<boolean>;
  isOptimizableImage: (image: StoredImage) => Promise<boolean>;
  isResizableImage: (image: StoredImage) => Promise<boolean>;
  /** Gives what is stored in place of the picture. */
  optimize: (image: StoredImage) => Promise<Image>;
  generateThumbnail: (image: Image) => Promise<ImageObject | null>;
  generateResponsiveFormats: (image: Image) => Promise<{ key: string; file: ImageObject }[]>;
}

/** `Image` is what `optimize` gives, and what the other functions get from then on. */
export const imageManipulationService = <Image extends StoredImage>(
  strapi: Core.Strapi,
): ImageManipulationService<Image> =>
  strapi.plugin('upload').service<ImageManipulationService<Image>>('image-manipulation');
