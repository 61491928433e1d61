import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import type { S3Storage } from '../../config/environment/s3';
import {
  type ObjectLocation,
  providerService,
  type ProviderFile,
} from '../strapi-services/media-storage';
import { deleteDueObjects, noteObjects } from './deletions';
import { StorageError } from './errors';
import { newLocation } from './location';

/** An object that is being, or was, written to where files are kept. */
interface Write {
  object: ObjectLocation;
  done: Promise<unknown>;
}

const writes = new AsyncLocalStorage<Write[]>();

const writtenTo = (strapi: Core.Strapi, file: ProviderFile): ObjectLocation => {
  const s3 = strapi.config.get<S3Storage | null>('storage.s3');
  return s3 ? newLocation(s3, file) : { bucket: '', key: `${file.hash}${file.ext ?? ''}` };
};

/**
 * Notes what the upload service writes (the file, its thumbnail, its formats) while
 * `withoutLeftovers` runs. Strapi keeps no record of it until the row is stored.
 */
export const noteStoredObjects = (strapi: Core.Strapi): void => {
  const service = providerService(strapi);
  const upload = service.upload.bind(service);
  const replace = service.replace.bind(service);

  const note = <Result>(file: ProviderFile, done: Promise<Result>): Promise<Result> => {
    writes.getStore()?.push({ object: writtenTo(strapi, file), done });
    return done;
  };
  service.upload = (file) => note(file, upload(file));
  service.replace = (file, replaced) => note(file, replace(file, replaced));
};

const remove = async (
  strapi: Core.Strapi,
  objects: ObjectLocation[],
  cause: unknown,
): Promise<void> => {
  if (objects.length === 0) return;
  try {
    await noteObjects(strapi, objects);
  } catch (error) {
    const keys = objects.map(({ key }) => `"${key}"`).join(', ');
    strapi.log.error(
      `${keys} may be left of a failed upload: ${String(error)}. Run npm run media:check -- --fix.`,
    );
    return;
  }
  const deleting = deleteDueObjects(strapi);
  // Who waits for an error that the storage has made does not wait for it once more.
  if (!(cause instanceof StorageError)) await deleting;
};

/** Ends when all that `store` has begun to write has ended as well: Strapi waits for the first failure. */
export const untilWritten = async <Result>(store: () => Promise<Result>): Promise<Result> => {
  try {
    return await store();
  } finally {
    await Promise.allSettled((writes.getStore() ?? []).map(({ done }) => done));
  }
};

/**
 * Runs an upload; when it fails, what it has written so far is removed, unless a file has it. Strapi
 * writes the objects first and the row last, and leaves the objects when one of the steps fails.
 *
 * @throws what `store` throws
 */
export const withoutLeftovers = <Result>(
  strapi: Core.Strapi,
  store: () => Promise<Result>,
): Promise<Result> => {
  const written: Write[] = [];
  return writes.run(written, async () => {
    try {
      return await untilWritten(store);
    } catch (error) {
      await remove(
        strapi,
        written.map(({ object }) => object),
        error,
      );
      throw error;
    }
  });
};
