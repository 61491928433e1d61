import type { Core } from '@strapi/strapi';
import type { FileRow } from './media-storage';

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

/** What is uploaded beside the content of files. */
interface UploadData {
  fileInfo?: FileInfo | FileInfo[];
  /** The entry and the field that the files are for. */
  ref?: string;
  refId?: string | number;
  field?: string;
}

interface MediaSettings {
  sizeOptimization?: boolean;
  responsiveDimensions?: boolean;
  autoOrientation?: boolean;
}

/** A row of the media library. */
export interface MediaFile extends FileRow {
  name: string;
  ext: string;
}

/** The upload service, through which every file comes and goes: forms, URLs, and programs. */
export interface UploadService {
  upload: (
    upload: { data: UploadData; files: FileToUpload | FileToUpload[] },
    options?: object,
  ) => Promise<MediaFile[]>;
  replace: (
    id: number | string,
    replacement: { data: UploadData & { fileInfo?: FileInfo }; file: FileToUpload },
    options?: object,
  ) => Promise<MediaFile>;
  /** Answers that there is no such file where there is none. */
  updateFileInfo: (id: number | string, info: FileInfo, options?: object) => Promise<MediaFile>;
  findOne: (id: number | string) => Promise<MediaFile | null>;
  /** Deletes a file and its formats from storage, and its row. */
  remove: (file: FileRow) => Promise<unknown>;
  getSettings: () => Promise<MediaSettings | null>;
  setSettings: (settings: MediaSettings) => Promise<unknown>;
}

export const uploadService = (strapi: Core.Strapi): UploadService =>
  strapi.plugin('upload').service<UploadService>('upload');
