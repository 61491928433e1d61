import type { Core } from '@strapi/strapi';

/** What `provider_metadata` says of a file in S3. */
export interface ObjectLocation {
  bucket: string;
  key: string;
}

/** A file or one of its formats, as the upload plugin hands it to its provider. */
export interface ProviderFile {
  /** The name of the object, without the extension. */
  hash: string;
  ext?: string | null;
  mime?: string;
  url: string;
  stream?: unknown;
  buffer?: Buffer;
  provider_metadata?: ObjectLocation | null;
}

/** A row of the media library, as far as it says where the file is. */
export interface FileRow extends ProviderFile {
  id: number;
  provider: string;
  formats?: Record<string, ProviderFile> | null;
  isUrlSigned?: boolean;
}

/** The provider as the upload plugin has wrapped it. */
export interface MediaProvider {
  upload: (file: ProviderFile) => Promise<unknown>;
  uploadStream: (file: ProviderFile) => Promise<unknown>;
  replace: (file: ProviderFile, replaced: ProviderFile) => Promise<unknown>;
  replaceStream: (file: ProviderFile, replaced: ProviderFile) => Promise<unknown>;
  delete: (file: Omit<ProviderFile, 'url'>) => Promise<unknown>;
  isPrivate: () => boolean | Promise<boolean>;
  getSignedUrl: (file: ProviderFile) => Promise<{ url: string }>;
  /** Replaces methods. */
  extend: (methods: Partial<MediaProvider>) => void;
}

interface FileService {
  /** Signs the addresses of a file and its formats where storage is private. */
  signFileUrls: (file: FileRow) => Promise<FileRow>;
}

/** Hands single objects, the file itself and its formats, to the provider. */
interface ProviderService {
  upload: (file: ProviderFile) => Promise<unknown>;
  replace: (file: ProviderFile, replaced: ProviderFile) => Promise<unknown>;
  /** Refuses what is larger than `sizeLimit`, of what would be stored. */
  checkFileSize: (file: object) => Promise<void>;
}

export const mediaProvider = (strapi: Core.Strapi): MediaProvider =>
  (strapi.plugin('upload') as unknown as { provider: MediaProvider }).provider;

export const fileService = (strapi: Core.Strapi): FileService =>
  strapi.plugin('upload').service<FileService>('file');

export const providerService = (strapi: Core.Strapi): ProviderService =>
  strapi.plugin('upload').service<ProviderService>('provider');
