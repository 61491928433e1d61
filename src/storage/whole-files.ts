import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import { afterCommit } from '../database/after-commit';
import { mediaProvider, type ObjectLocation } from '../strapi-services/media-storage';
import { type MediaFile, uploadService, type UploadService } from '../strapi-services/upload';
import { deleteDueObjects } from './deletions';
import { withoutLeftovers } from './leftovers';

const OBJECTS_OF = `
  SELECT object.bucket, object.key
  FROM files, stored_objects(hash, ext, formats, provider_metadata) AS object
  WHERE files.id = ?`;

const objectsOf = async (strapi: Core.Strapi, fileId: number | string) => {
  const { rows } = await strapi.db.connection.raw<{ rows: ObjectLocation[] }>(OBJECTS_OF, [
    Number(fileId),
  ]);
  return rows;
};

const list = <Item>(items: Item | Item[]): Item[] => (Array.isArray(items) ? items : [items]);

/** All files of an upload are stored, or none of them. Strapi would keep those before the failure. */
const uploadWhole = (strapi: Core.Strapi, service: UploadService): UploadService['upload'] => {
  const upload = service.upload.bind(service);

  return async ({ data, files }, options) => {
    const infos = list(data.fileInfo);
    const stored: MediaFile[] = [];
    try {
      for (const [index, file] of list(files).entries()) {
        const one = { data: { ...data, fileInfo: infos[index] }, files: file };
        stored.push(...(await withoutLeftovers(strapi, () => upload(one, options))));
      }
      return stored;
    } catch (error) {
      for (const file of stored) await service.remove(file);
      throw error;
    }
  };
};

/**
 * While a file is replaced, Strapi deletes formats that the new picture does not have, before the row
 * knows. Here the row goes first: its trigger notes what is not needed any more.
 */
const keepsObjects = new AsyncLocalStorage<true>();

const keepObjectsOfReplaced = (strapi: Core.Strapi): void => {
  const provider = mediaProvider(strapi);
  const remove = provider.delete.bind(provider);
  provider.extend({
    delete: (object) => (keepsObjects.getStore() ? Promise.resolve() : remove(object)),
  });
};

const replaceWhole = (strapi: Core.Strapi, service: UploadService): UploadService['replace'] => {
  const replace = service.replace.bind(service);

  return async (id, input, options) => {
    const kept = await objectsOf(strapi, id);
    const row = await withoutLeftovers(
      strapi,
      () => keepsObjects.run(true, () => replace(id, input, options)),
      kept,
    );
    await afterCommit(strapi, () => deleteDueObjects(strapi, row.id));
    return row;
  };
};

/**
 * Deletes the row, which notes its objects, and the objects after the commit. Strapi would begin with
 * the objects, and leave a row without them when it cannot go on.
 */
const removeRowFirst = (strapi: Core.Strapi, service: UploadService): UploadService['remove'] => {
  const remove = service.remove.bind(service);

  return async (file) => {
    // Of files of another provider, Strapi deletes the row only.
    const removed = await strapi.db.transaction(() => remove({ ...file, provider: '' }));
    await afterCommit(strapi, () => deleteDueObjects(strapi, file.id));
    return removed;
  };
};

/**
 * Keeps rows and objects together through the upload service, which REST, GraphQL and the admin panel
 * call: no row without its objects, and no objects without a row that nobody knows of.
 */
export const keepFilesWhole = (strapi: Core.Strapi): void => {
  const service = uploadService(strapi);
  keepObjectsOfReplaced(strapi);
  service.remove = removeRowFirst(strapi, service);
  service.upload = uploadWhole(strapi, service);
  service.replace = replaceWhole(strapi, service);
};
