import type { Core } from '@strapi/strapi';
import { mediaProvider, type ObjectLocation } from '../strapi-services/media-storage';
import { StorageError } from './errors';

/** An object that is to be deleted, as `deleted_objects` has it. */
export interface NotedObject extends ObjectLocation {
  id: string;
}

export interface DeletionResult {
  deleted: NotedObject[];
  /** They stay noted. */
  failed: { object: NotedObject; reason: string }[];
}

/** The bucket went, and the object with it. */
const isGoneWithBucket = ({ cause }: StorageError): boolean =>
  cause instanceof Error && cause.name === 'NoSuchBucket';

/** Few, so that a storage that is away is not asked by the hundred. */
const AT_ONCE = 4;

/** By `deleted_objects_file_ix`; null for all files. Those of another provider are out of reach. */
const FIND_NOTED = `
  SELECT id, bucket, key FROM deleted_objects
  WHERE provider = ? AND (?::integer IS NULL OR file_id = ?)
  ORDER BY id`;

const FORGET = 'DELETE FROM deleted_objects WHERE id = ANY(?)';

const NOTE = `
  INSERT INTO deleted_objects (provider, bucket, key)
  SELECT ?, bucket, key FROM jsonb_to_recordset(?::jsonb) AS object (bucket text, key text)
  ON CONFLICT DO NOTHING`;

const configuredProvider = (strapi: Core.Strapi): string =>
  strapi.config.get<string>('plugin::upload.provider');

/** What is noted as deleted and still to be done, of one file or of all. */
export const findNotedObjects = async (
  strapi: Core.Strapi,
  fileId: number | null = null,
): Promise<NotedObject[]> => {
  const { rows } = await strapi.db.connection.raw<{ rows: NotedObject[] }>(FIND_NOTED, [
    configuredProvider(strapi),
    fileId,
    fileId,
  ]);
  return rows;
};

/** Notes objects that belong to no file, on a connection of its own: no rollback takes it back. */
export const noteObjects = async (
  strapi: Core.Strapi,
  objects: readonly ObjectLocation[],
): Promise<void> => {
  await strapi.db.connection.raw(NOTE, [configuredProvider(strapi), JSON.stringify(objects)]);
};

/** Deletes one object; no error when it is not there. @throws what the storage throws */
const deleteObject = async (
  strapi: Core.Strapi,
  { bucket, key }: ObjectLocation,
): Promise<void> => {
  try {
    await mediaProvider(strapi).delete({
      hash: key,
      ext: '',
      provider_metadata: bucket ? { bucket, key } : null,
    });
  } catch (error) {
    if (!(error instanceof StorageError && isGoneWithBucket(error))) throw error;
  }
};

const isAway = (reason: unknown): boolean =>
  reason instanceof StorageError && reason.kind !== 'refused';

/** @returns why objects could not be deleted, each at its place */
const deleteSome = async (strapi: Core.Strapi, objects: NotedObject[]): Promise<unknown[]> => {
  const outcomes = await Promise.allSettled(objects.map((object) => deleteObject(strapi, object)));
  const deleted = objects.filter((_object, index) => outcomes[index]?.status === 'fulfilled');
  await strapi.db.connection.raw(FORGET, [deleted.map(({ id }) => id)]);
  return outcomes.map((outcome) =>
    outcome.status === 'rejected' ? (outcome.reason as unknown) : undefined,
  );
};

const inWords = (reason: unknown): string =>
  reason instanceof Error ? reason.message : String(reason);

/**
 * Deletes what is noted, and then the note. Two servers may do so at once: deleting twice is no
 * error. When the storage is away, the rest is left for another time.
 */
export const deleteNotedObjects = async (
  strapi: Core.Strapi,
  objects: NotedObject[],
): Promise<DeletionResult> => {
  const result: DeletionResult = { deleted: [], failed: [] };
  for (let start = 0; start < objects.length; start += AT_ONCE) {
    const some = objects.slice(start, start + AT_ONCE);
    const reasons = await deleteSome(strapi, some);
    for (const [index, object] of some.entries()) {
      const reason = reasons[index];
      if (reason === undefined) result.deleted.push(object);
      else result.failed.push({ object, reason: inWords(reason) });
    }
    if (!reasons.every(isAway)) continue;
    const rest = objects.slice(start + AT_ONCE);
    const reason = 'The file storage is away.';
    result.failed.push(...rest.map((object) => ({ object, reason })));
    break;
  }
  return result;
};

const running = new Set<Promise<void>>();

/** Waits until all deletions that this server has begun have ended. */
export const deletionsSettled = async (): Promise<void> => {
  await Promise.all(running);
};

const deleteAndLog = async (strapi: Core.Strapi, fileId: number | null): Promise<void> => {
  try {
    const { failed } = await deleteNotedObjects(strapi, await findNotedObjects(strapi, fileId));
    for (const { object, reason } of failed) {
      strapi.log.warn(
        `"${object.key}" is not deleted from the file storage yet: ${reason} It is tried again at the next start, and by npm run media:check -- --fix.`,
      );
    }
  } catch (error) {
    strapi.log.error(`Deleted files may still be in the file storage: ${String(error)}`);
  }
};

/** Deletes the objects of one deleted file, or all that are due. Failures are logged, not thrown. */
export const deleteDueObjects = (
  strapi: Core.Strapi,
  fileId: number | null = null,
): Promise<void> => {
  const work = deleteAndLog(strapi, fileId).finally(() => running.delete(work));
  running.add(work);
  return work;
};
