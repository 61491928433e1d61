import type { ReadStream } from 'node:fs';
import type { Core } from '@strapi/strapi';

/** A file as forms, downloads from a URL and programs hand it to the upload service. */
export interface FileToUpload {
  filepath: string;
  originalFilename: string | null;
  mimetype?: string | null;
  /** What Strapi believes the content to be; it outweighs `mimetype`. */
  detectedMimeType?: string;
  /** Bytes. */
  size: number;
}

/** What editors say about a file. */
export interface FileInfo {
  name?: string | null;
  alternativeText?: string | null;
  caption?: string | null;
  folder?: number | null;
}

/** Where files are to go beside the media library: an entry's field, a folder of the provider. */
interface UploadData {
  fileInfo?: FileInfo | FileInfo[];
}

interface MediaSettings {
  sizeOptimization?: boolean;
  responsiveDimensions?: boolean;
  autoOrientation?: boolean;
}

/** A row of the media library, as far as uploads need it. */
export interface MediaFile {
  id: number;
  name: string;
  hash: string;
  ext: string;
}

/** The upload service, through which every file comes: from forms, URLs, and programs. */
interface UploadingService {
  upload: (
    upload: { data: UploadData; files: FileToUpload | FileToUpload[] },
    options?: object,
  ) => Promise<MediaFile[]>;
  replace: (
    id: number | string,
    replacement: { data: UploadData & { fileInfo?: FileInfo }; file: FileToUpload },
    options?: object,
  ) => Promise<MediaFile>;
  findOne: (id: number | string) => Promise<MediaFile | null>;
  remove: (file: MediaFile) => Promise<unknown>;
  getSettings: () => Promise<MediaSettings | null>;
  setSettings: (settings: MediaSettings) => Promise<unknown>;
}

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

export const uploadingService = (strapi: Core.Strapi): UploadingService =>
  strapi.plugin('upload').service<UploadingService>('upload');

/** `Image` is what `optimize` gives, and what the other functions get from then on. */
export const imageManipulationService = <Image extends StoredImage>(
  strapi: Core.Strapi,
): ImageManipulationService<Image> =>
  strapi.plugin('upload').service<ImageManipulationService<Image>>('image-manipulation');

/** Refuses what is larger than `sizeLimit`, of what would be stored. */
export const fileSizeCheck = (
  strapi: Core.Strapi,
): { checkFileSize: (file: object) => Promise<void> } =>
  strapi.plugin('upload').service<{ checkFileSize: (file: object) => Promise<void> }>('provider');
