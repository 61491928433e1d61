import type { Core } from '@strapi/strapi';
import type { ObjectLocation } from '../../strapi-services/media-storage';
import {
  deleteNotedObjects,
  type DeletionResult,
  findNotedObjects,
  type NotedObject,
  noteObjects,
} from '../deletions';
import { StorageError } from '../errors';
import { configuredPlace, type Place } from './places';

/** An object that a row of the media library says it has. */
interface ExpectedObject extends ObjectLocation {
  fileId: number;
  fileName: string;
}

export interface StorageReport {
  /** Objects looked at. */
  objects: number;
  /** Of those, the ones that rows say they have. */
  owned: number;
  /** Objects that rows say they have. */
  expected: number;
  /** No file of the media library has them. */
  withoutRow: ObjectLocation[];
  /** A file of the media library has lost them. */
  withoutObject: ExpectedObject[];
  /** A file of the media library has them, but they may not be looked at. */
  unreadable: ExpectedObject[];
  /** Of deleted files, and still to be deleted themselves. */
  due: NotedObject[];
}

const EXPECTED = `
  SELECT files.id AS "fileId", files.name AS "fileName", object.bucket, object.key
  FROM files, stored_objects(hash, ext, formats, provider_metadata) AS object
  WHERE provider = ?
  ORDER BY files.id`;

/** Strapi ends the name of each object with ten random digits; what looks different is not ours. */
const WRITTEN_BY_STRAPI = /_[0-9a-f]{10}(\.[A-Za-z0-9.]+)?$/;

const identify = ({ bucket, key }: ObjectLocation): string => `${bucket}/${key}`;

const findExpected = async (strapi: Core.Strapi, place: Place): Promise<ExpectedObject[]> => {
  const { rows } = await strapi.db.connection.raw<{ rows: ExpectedObject[] }>(EXPECTED, [
    strapi.config.get<string>('plugin::upload.provider'),
  ]);
  return rows.map((row) => ({ ...row, ...place.complete(row) }));
};

const AT_ONCE = 8;

type Fate = 'there' | 'missing' | 'unreadable';

const lookUp = async (place: Place, object: ExpectedObject): Promise<Fate> => {
  try {
    return (await place.exists(object)) ? 'there' : 'missing';
  } catch (error) {
    if (error instanceof StorageError && error.kind === 'refused') return 'unreadable';
    throw error;
  }
};

/** Asks for each: the list was made before, and has nothing of other buckets and folders. */
const findMissing = async (
  place: Place,
  expected: ExpectedObject[],
): Promise<Pick<StorageReport, 'withoutObject' | 'unreadable'>> => {
  const fates: Fate[] = [];
  for (let start = 0; start < expected.length; start += AT_ONCE) {
    const some = expected.slice(start, start + AT_ONCE);
    fates.push(...(await Promise.all(some.map((object) => lookUp(place, object)))));
  }
  return {
    withoutObject: expected.filter((_object, index) => fates[index] === 'missing'),
    unreadable: expected.filter((_object, index) => fates[index] === 'unreadable'),
  };
};

/**
 * Compares the media library with what is stored, in the folder where new files are written; files of
 * other folders and buckets are looked up one by one. Changes nothing.
 *
 * @param minAgeMs younger objects are left alone: an upload writes them before its row
 * @throws {StorageError} when the storage cannot be read
 */
export const checkStorage = async (
  strapi: Core.Strapi,
  { minAgeMs }: { minAgeMs: number },
): Promise<StorageReport> => {
  const place = configuredPlace(strapi);
  const newest = Date.now() - minAgeMs;
  const found = await place.list();
  const expected = await findExpected(strapi, place);
  const due = await findNotedObjects(strapi);

  const listed = new Set(found.map(identify));
  const owned = new Set(expected.map(identify));
  const known = new Set([...owned, ...due.map(place.complete).map(identify)]);
  return {
    objects: found.length,
    owned: found.filter((object) => owned.has(identify(object))).length,
    expected: expected.length,
    withoutRow: found.filter(
      (object) =>
        WRITTEN_BY_STRAPI.test(object.key) &&
        object.changedAt.getTime() <= newest &&
        !known.has(identify(object)),
    ),
    ...(await findMissing(
      place,
      expected.filter((object) => !listed.has(identify(object))),
    )),
    due,
  };
};

/** Deletes the objects without a row, and those that are due. Rows stay, whatever they lack. */
export const repairStorage = async (
  strapi: Core.Strapi,
  { withoutRow }: StorageReport,
): Promise<DeletionResult> => {
  await noteObjects(strapi, withoutRow);
  return deleteNotedObjects(strapi, await findNotedObjects(strapi));
};
