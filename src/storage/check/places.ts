import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import type { S3Storage } from '../../../config/environment/s3';
import type { ObjectLocation } from '../../strapi-services/media-storage';
import { explainFailures } from '../errors';
import { completeLocation, newLocation } from '../location';
import { type FoundObject, isListed, listS3Objects } from '../s3/list';
import { createObjects } from '../s3/objects';

/** A place where files are kept, as far as a check needs it. */
export interface Place {
  /** What is in the folder where new objects are written. */
  list: () => Promise<FoundObject[]>;
  exists: (location: ObjectLocation) => Promise<boolean>;
  /** Fills in what a row does not know: bucket and prefix that are configured. */
  complete: (location: ObjectLocation) => ObjectLocation;
}

/** What S3 also says of objects that are not there, to those who may list some folders only. */
const isForbidden = (error: unknown): boolean =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 403;

const s3Place = (strapi: Core.Strapi, storage: S3Storage): Place => {
  const objects = createObjects(storage);
  return {
    list: () =>
      explainFailures(strapi, 'list', newLocation(storage, { hash: '' }), () =>
        listS3Objects(storage),
      ),
    exists: (location) =>
      explainFailures(strapi, 'look up', location, async () => {
        try {
          return await objects.exists(location);
        } catch (error) {
          if (!isForbidden(error)) throw error;
          return isListed(storage, location);
        }
      }),
    complete: (location) => completeLocation(storage, location),
  };
};

const diskPlace = (strapi: Core.Strapi): Place => {
  const folder = path.join(strapi.dirs.static.public, 'uploads');
  const fileOf = (key: string) => stat(path.join(folder, key)).catch(() => undefined);
  return {
    async list() {
      const found: FoundObject[] = [];
      for (const key of await readdir(folder)) {
        const file = await fileOf(key);
        if (file?.isFile()) found.push({ bucket: '', key, changedAt: file.mtime });
      }
      return found;
    },
    exists: async ({ key }) => (await fileOf(key)) !== undefined,
    complete: (location) => location,
  };
};

/** The place that is configured. */
export const configuredPlace = (strapi: Core.Strapi): Place => {
  const s3 = strapi.config.get<S3Storage | null>('storage.s3');
  return s3 ? s3Place(strapi, s3) : diskPlace(strapi);
};
