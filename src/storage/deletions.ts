import type { Core } from '@strapi/strapi';
import type { S3Storage } from '../../config/environment/s3';
import { mediaProvider, type ObjectLocation } from '../strapi-services/media-storage';
import { StorageError } from './errors';
import { completeLocation, familyOf, folderOf } from './location';
import { tryAlone } from './locks';

/** An object that is to be deleted, as `deleted_objects` has it. */
export interface NotedObject extends ObjectLocation {
  id: string;
}

export interface DeletionResult {
  deleted: NotedObject[];
  /** They stay noted. */
  failed: { object: NotedObject; reason: string }[];
}

interface Outcome {
  object: NotedObject;
  /** Why it could not be deleted. */
  reason: unknown;
}

/** The bucket went, and the object with it. */
const isGoneWithBucket = ({ cause }: StorageError): boolean =>
  cause instanceof Error && cause.name === 'NoSuchBucket';

/** Few, so that a storage that is away is not asked by the hundred; more than a file has. */
const AT_ONCE = 8;

/** By `deleted_objects_family_ix`; null for all. Those of another provider are out of reach. */
const FIND_NOTED = `
  SELECT id, bucket, key FROM deleted_objects
  WHERE provider = ? AND (?::text IS NULL OR object_family(key) = ?)
  ORDER BY id`;

/** What files have of these names; by `files_object_family_ix`. */
const FIND_OWNED = `
  SELECT object.bucket, object.key
  FROM files, stored_objects(hash, ext, formats, provider_metadata) AS object
  WHERE provider = ? AND object_family(hash) = ?
    AND substring(object.key FROM '[^/]*$') = ANY(?)`;

const FORGET = 'DELETE FROM deleted_objects WHERE id = ANY(?)';

const NOTE = `
  INSERT INTO deleted_objects (provider, bucket, key)
  SELECT ?, bucket, key FROM jsonb_to_recordset(?::jsonb) AS object (bucket text, key text)
  ON CONFLICT DO NOTHING`;

const configuredProvider = (strapi: Core.Strapi): string =>
  strapi.config.get<string>('plugin::upload.provider');

/** What is noted as deleted and still to be done, of one family of objects or of all. */
export const findNotedObjects = async (
  strapi: Core.Strapi,
  family: string | null = null,
): Promise<NotedObject[]> => {
  const { rows } = await strapi.db.connection.raw<{ rows: NotedObject[] }>(FIND_NOTED, [
    configuredProvider(strapi),
    family,
    family,
  ]);
  return rows;
};

/** Notes objects of failed uploads and such that are found, on a connection of its own: no rollback takes it back. */
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
  reason instanceof StorageError && (reason.kind === 'unavailable' || reason.kind === 'silent');

const identify = ({ bucket, key }: ObjectLocation): string => `${bucket}/${key}`;

/** Which of these objects of a family a file has, so that they must stay. */
const findOwned = async (
  strapi: Core.Strapi,
  family: string,
  objects: NotedObject[],
): Promise<NotedObject[]> => {
  const names = objects.map(({ key }) => key.slice(folderOf(key).length));
  const { rows } = await strapi.db.connection.raw<{ rows: ObjectLocation[] }>(FIND_OWNED, [
    configuredProvider(strapi),
    family,
    names,
  ]);
  const s3 = strapi.config.get<S3Storage | null>('storage.s3');
  const whole = (location: ObjectLocation) => identify(completeLocation(s3, location));
  const owned = new Set(rows.map(whole));
  return objects.filter((object) => owned.has(whole(object)));
};

/**
 * Deletes objects of a family, and then their notes; of those that a file has, the note only. Asked
 * when nobody can replace the file any more: the note may be older than a replacement.
 *
 * @returns what became of each of those that were to be deleted
 */
const deleteSome = async (
  strapi: Core.Strapi,
  family: string,
  objects: NotedObject[],
): Promise<Outcome[]> => {
  const owned = await findOwned(strapi, family, objects);
  const unowned = objects.filter((object) => !owned.includes(object));
  const results = await Promise.allSettled(unowned.map((object) => deleteObject(strapi, object)));
  const outcomes = unowned.map((object, index): Outcome => {
    const result = results[index];
    return { object, reason: result?.status === 'rejected' ? result.reason : undefined };
  });
  const done = outcomes.filter(({ reason }) => reason === undefined).map(({ object }) => object);
  await strapi.db.connection.raw(FORGET, [[...owned, ...done].map(({ id }) => id)]);
  return outcomes;
};

const inWords = (reason: unknown): string =>
  reason instanceof Error ? reason.message : String(reason);

interface Portion {
  family: string;
  objects: NotedObject[];
}

/** Of one family each, and few. */
const inPortions = (objects: NotedObject[]): Portion[] => {
  const portions: Portion[] = [];
  const growing = new Map<string, Portion>();
  for (const object of objects) {
    const family = familyOf(object.key);
    let portion = growing.get(family);
    if (!portion || portion.objects.length === AT_ONCE) {
      portion = { family, objects: [] };
      portions.push(portion);
      growing.set(family, portion);
    }
    portion.objects.push(object);
  }
  return portions;
};

const failed = (objects: NotedObject[], reason: unknown): Outcome[] =>
  objects.map((object) => ({ object, reason }));

const deletePortion = async (
  strapi: Core.Strapi,
  { family, objects }: Portion,
): Promise<Outcome[]> => {
  const outcomes = await tryAlone(strapi, family, () => deleteSome(strapi, family, objects));
  return outcomes ?? failed(objects, new StorageError('busy'));
};

/**
 * Deletes what is noted, and then the note, while nobody replaces the file. What another server is
 * busy with is left to it, and when the storage is away, the rest to another time.
 */
export const deleteNotedObjects = async (
  strapi: Core.Strapi,
  objects: NotedObject[],
): Promise<DeletionResult> => {
  const result: DeletionResult = { deleted: [], failed: [] };
  let isStorageAway = false;
  for (const portion of inPortions(objects)) {
    const outcomes: Outcome[] = isStorageAway
      ? failed(portion.objects, 'The file storage is away.')
      : await deletePortion(strapi, portion);
    for (const { object, reason } of outcomes) {
      if (reason === undefined) result.deleted.push(object);
      else result.failed.push({ object, reason: inWords(reason) });
    }
    isStorageAway ||= outcomes.length > 0 && outcomes.every(({ reason }) => isAway(reason));
  }
  return result;
};

const running = new Set<Promise<void>>();

/** Waits until all deletions that this server has begun have ended. */
export const deletionsSettled = async (): Promise<void> => {
  await Promise.all(running);
};

const deleteAndLog = async (strapi: Core.Strapi, family: string | null): Promise<void> => {
  try {
    const { failed } = await deleteNotedObjects(strapi, await findNotedObjects(strapi, family));
    for (const { object, reason } of failed) {
      strapi.log.warn(
        `"${object.key}" is not deleted from the file storage yet: ${reason} It is tried again every five minutes, and by npm run media:check -- --fix.`,
      );
    }
  } catch (error) {
    strapi.log.error(`Deleted files may still be in the file storage: ${String(error)}`);
  }
};

/** Deletes what is due of one family of objects, or of all. Failures are logged, not thrown. */
export const deleteDueObjects = (
  strapi: Core.Strapi,
  family: string | null = null,
): Promise<void> => {
  const work = deleteAndLog(strapi, family).finally(() => running.delete(work));
  running.add(work);
  return work;
};
