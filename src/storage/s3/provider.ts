import type { Core } from '@strapi/strapi';
import type { S3Storage } from '../../../config/environment/s3';
import {
  type MediaProvider,
  mediaProvider,
  type ProviderFile,
} from '../../strapi-services/media-storage';
import { explainFailures } from '../errors';
import { locationOf, newLocation } from '../location';
import { createObjects } from './objects';

/**
 * Gives Strapi's S3 provider what it lacks: private files without an ACL, files that stay reachable
 * when the bucket or the prefix changes, addresses of one form, and errors that say whose they are.
 */
export const extendS3Provider = (strapi: Core.Strapi, storage: S3Storage): void => {
  const objects = createObjects(storage);

  const write = async (file: ProviderFile) => {
    const location = newLocation(storage, file);
    await explainFailures(strapi, 'store', location, () => objects.write(location, file));
    file.url = `${storage.baseUrl}/${location.key}`;
  };

  const methods: Partial<MediaProvider> = {
    upload: write,
    uploadStream: write,
    // What is replaced is deleted when the row has changed, not before.
    replace: write,
    replaceStream: write,
    isPrivate: () => storage.isPrivate,
    async getSignedUrl(file) {
      const location = locationOf(storage, file);
      const url = await explainFailures(strapi, 'sign a URL of', location, () =>
        objects.sign(location),
      );
      return { url };
    },
    async delete(file) {
      const location = locationOf(storage, file);
      await explainFailures(strapi, 'delete', location, () => objects.remove(location));
    },
  };
  mediaProvider(strapi).extend(methods);
};
