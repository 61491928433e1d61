import s3 from '@strapi/provider-upload-aws-s3';
import type { S3Storage } from '../../../config/environment/s3';
import type { ObjectLocation, ProviderFile } from '../../strapi-services/media-storage';
import { NoS3Error } from '../errors';
import { folderOf } from '../location';
import { createBoundedHandler } from './bounded-requests';
import type { RequestHandler } from './sdk';

/** What is used of the S3 provider. It builds keys of its root folder and the name of a file. */
interface FolderProvider {
  uploadStream: (file: object) => Promise<unknown>;
  getSignedUrl: (file: object) => Promise<{ url: string }>;
  delete: (file: object) => Promise<unknown>;
  objectExists: (file: object) => Promise<boolean>;
}

/** The objects of all buckets, by bucket and key. */
export interface Objects {
  write: (location: ObjectLocation, file: ProviderFile) => Promise<void>;
  sign: (location: ObjectLocation) => Promise<string>;
  remove: (location: ObjectLocation) => Promise<void>;
  exists: (location: ObjectLocation) => Promise<boolean>;
}

const createProvider = (
  { provider }: S3Storage,
  requestHandler: RequestHandler,
  bucket: string,
  folder: string,
) => {
  const { s3Options, providerConfig } = provider;
  return s3.init({
    rootPath: folder,
    s3Options: { ...s3Options, requestHandler, params: { ...s3Options.params, Bucket: bucket } },
    providerConfig,
  } as Parameters<typeof s3.init>[0]) as unknown as FolderProvider;
};

/**
 * Reaches each object where it is. The S3 provider knows the bucket and the folder that are
 * configured, and would look for all files there; so there is one for each folder that has files.
 */
export const createObjects = (storage: S3Storage): Objects => {
  const providers = new Map<string, FolderProvider>();
  const requestHandler = createBoundedHandler(storage);

  const at = ({ bucket, key }: ObjectLocation) => {
    const folder = folderOf(key);
    const id = `${bucket}/${folder}`;
    const provider = providers.get(id) ?? createProvider(storage, requestHandler, bucket, folder);
    providers.set(id, provider);
    return { provider, file: { hash: key.slice(folder.length), ext: '' } };
  };

  return {
    async write(location, { mime, stream, buffer }) {
      const { provider, file } = at(location);
      const sent: Omit<ProviderFile, 'url'> & { etag?: string } = { ...file, mime, stream, buffer };
      await provider.uploadStream(sent);
      if (!sent.etag) throw new NoS3Error();
    },
    async sign(location) {
      const { provider, file } = at(location);
      // The provider signs what has an address in its bucket; this is one for sure.
      const url = `s3://${location.bucket}/${location.key}`;
      return (await provider.getSignedUrl({ ...file, url })).url;
    },
    async remove(location) {
      const { provider, file } = at(location);
      await provider.delete(file);
    },
    async exists(location) {
      const { provider, file } = at(location);
      return provider.objectExists(file);
    },
  };
};
