import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import { type StoredObject, uploadProviderService, uploadProvider } from '../strapi-services';

/** An object that is being, or was, written to where files are kept. */
interface Write {
  object: StoredObject;
  done: Promise<unknown>;
}

const writes = new AsyncLocalStorage<Write[]>();

/**
 * Notes what the upload service writes (the picture, its thumbnail, its formats) while
 * `withoutLeftovers` runs. Strapi keeps no record of it until the row is stored.
 */
export const noteStoredObjects = (strapi: Core.Strapi): void => {
  const service = uploadProviderService(strapi);
  const upload = service.upload.bind(service);

  service.upload = (object) => {
    const done = upload(object);
    writes.getStore()?.push({ object, done });
    return done;
  };
};

const remove = async (strapi: Core.Strapi, { object, done }: Write): Promise<void> => {
  await Promise.allSettled([done]);
  try {
    await uploadProvider(strapi).delete(object);
  } catch (error) {
    strapi.log.error(`"${object.hash}${object.ext}" is left of a failed upload: ${String(error)}`);
  }
};

/**
 * Runs an upload; when it fails, what it has written so far is removed. Strapi writes the objects
 * first and the row last, and leaves the objects when one of the steps fails.
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
      return await store();
    } catch (error) {
      await Promise.all(written.map((write) => remove(strapi, write)));
      throw error;
    }
  });
};
