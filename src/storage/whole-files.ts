import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { afterCommit } from '../database/after-commit';
import { mediaProvider } from '../strapi-services/media-storage';
import { type MediaFile, uploadService, type UploadService } from '../strapi-services/upload';
import { deleteDueObjects } from './deletions';
import { StorageError } from './errors';
import { untilWritten, withoutLeftovers } from './leftovers';
import { familyOf } from './location';
import { alone } from './locks';

const list = <Item>(items: Item | Item[]): Item[] => (Array.isArray(items) ? items : [items]);

type Remove = UploadService['remove'];

/** Takes back the files of an upload that has failed. Never throws: the failure is what counts. */
const undo = async (
  strapi: Core.Strapi,
  removeRow: Remove,
  stored: MediaFile[],
  cause: unknown,
): Promise<void> => {
  if (stored.length === 0) return;
  try {
    await strapi.db.transaction(async () => {
      for (const file of stored) await removeRow(file);
    });
    const deleting = afterCommit(strapi, () => deleteDueObjects(strapi));
    // Who waits for an error that the storage has made does not wait for it once more.
    if (!(cause instanceof StorageError)) await deleting;
  } catch (error) {
    const names = stored.map(({ id, name }) => `${id} "${name}"`).join(', ');
    strapi.log.error(
      `Files of a failed upload are left: ${names}: ${String(error)}. Delete them in the media library.`,
    );
  }
};

/** All files of an upload are stored, or none of them. Strapi would keep those before the failure. */
const uploadWhole = (
  strapi: Core.Strapi,
  service: UploadService,
  removeRow: Remove,
): UploadService['upload'] => {
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
      await undo(strapi, removeRow, stored, error);
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

const hashOf = async (strapi: Core.Strapi, id: number | string): Promise<string | undefined> => {
  const file = (await strapi.db
    .query('plugin::upload.file')
    .findOne({ where: { id }, select: ['hash'] })) as Pick<MediaFile, 'hash'> | null;
  return file?.hash;
};

/**
 * Replacements of one file, and deletions of its objects, exclude each other: the keys stay the same,
 * and one would write, or delete, what the other has written.
 */
const replaceWhole = (strapi: Core.Strapi, service: UploadService): UploadService['replace'] => {
  const replace = service.replace.bind(service);

  return async (id, input, options) => {
    const hash = await hashOf(strapi, id);
    // Strapi says then that there is no such file.
    if (hash === undefined) return replace(id, input, options);
    const family = familyOf(hash);

    const replaceNow = async () => {
      const row = (await replace(id, input, options)) as MediaFile | null;
      if (row) return row;
      throw new errors.NotFoundError(`File ${id} was deleted while it was replaced.`);
    };
    const row = await withoutLeftovers(strapi, () =>
      alone(strapi, family, () => untilWritten(() => keepsObjects.run(true, replaceNow))),
    );
    await afterCommit(strapi, () => deleteDueObjects(strapi, family));
    return row;
  };
};

/** Strapi would also delete the objects, first, and leave a row without them when it cannot go on. */
const rowRemover = (service: UploadService): Remove => {
  const remove = service.remove.bind(service);
  // Of files of another provider, Strapi deletes the row only.
  return (file) => remove({ ...file, provider: '' });
};

/** Deletes the row, which notes its objects, and the objects after the commit. */
const removeRowFirst =
  (strapi: Core.Strapi, removeRow: Remove): Remove =>
  async (file) => {
    const removed = await strapi.db.transaction(() => removeRow(file));
    await afterCommit(strapi, () => deleteDueObjects(strapi, familyOf(file.hash)));
    return removed;
  };

/**
 * Keeps rows and objects together through the upload service, which REST, GraphQL and the admin panel
 * call: no row without its objects, and no objects without a row that nobody knows of.
 */
export const keepFilesWhole = (strapi: Core.Strapi): void => {
  const service = uploadService(strapi);
  keepObjectsOfReplaced(strapi);
  const removeRow = rowRemover(service);
  service.remove = removeRowFirst(strapi, removeRow);
  service.upload = uploadWhole(strapi, service, removeRow);
  service.replace = replaceWhole(strapi, service);
};
