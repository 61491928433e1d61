import type { Core } from '@strapi/strapi';
import { announce } from '../events';
import type { Connection } from '../strapi-services';

export const PERSON = 'api::person.person';

/** Ids of the primary photos (files), by ids of persons; whoever has no photo is not in it. */
export type PrimaryPhotos = ReadonlyMap<number, number>;

/** Has the transaction's changes looked at now instead of at its commit. */
const SETTLE_NOW = 'SET CONSTRAINTS photos_10_settle_added, photos_20_settle_removed IMMEDIATE';
const SETTLE_LATER = 'SET CONSTRAINTS photos_10_settle_added, photos_20_settle_removed DEFERRED';

const connectionOf = async <Result>(
  strapi: Core.Strapi,
  use: (connection: Connection) => Promise<Result>,
): Promise<Result> =>
  strapi.db.inTransaction()
    ? strapi.db.transaction(({ trx }) => use(trx as Connection))
    : use(strapi.db.connection);

/** The primary photos of these persons, in one statement. */
export const primaryPhotosOf = (
  strapi: Core.Strapi,
  personIds: readonly number[],
): Promise<PrimaryPhotos> =>
  connectionOf(strapi, async (connection) => {
    const { rows } = await connection.raw<{ rows: { person: number; photo: number }[] }>(
      `SELECT person_id AS person, primary_photo AS photo
       FROM settled_photos
       WHERE person_id = ANY(?::int[]) AND primary_photo IS NOT NULL`,
      [[...personIds]],
    );
    return new Map(rows.map(({ person, photo }) => [person, photo]));
  });

const documentIdsOf = async (
  strapi: Core.Strapi,
  uid: typeof PERSON | 'plugin::upload.file',
  ids: number[],
): Promise<Map<number, string>> => {
  const rows = (await strapi.db
    .query(uid)
    .findMany({ where: { id: { $in: ids } }, select: ['id', 'documentId'] })) as {
    id: number;
    documentId: string;
  }[];
  return new Map(rows.map(({ id, documentId }) => [id, documentId]));
};

/**
 * Whoever looks at a person before and after a change sees what others change meanwhile as well. The
 * first to take it tells it; the row stays locked until that is committed.
 */
const TAKE_UNTOLD = `
  UPDATE settled_photos SET is_told = true
  WHERE person_id = ANY(?::int[]) AND NOT is_told
  RETURNING person_id AS person, primary_photo AS photo`;

interface Untold {
  person: number;
  photo: number | null;
}

const announceUntold = async (strapi: Core.Strapi, untold: readonly Untold[]): Promise<void> => {
  const people = await documentIdsOf(
    strapi,
    PERSON,
    untold.map(({ person }) => person),
  );
  const files = await documentIdsOf(
    strapi,
    'plugin::upload.file',
    untold.flatMap(({ photo }) => photo ?? []),
  );
  for (const { person, photo } of untold) {
    const documentId = people.get(person);
    // Whoever is deleted has no photo to speak of.
    if (documentId === undefined) continue;
    const photoDocumentId = files.get(photo ?? 0);
    await announce(strapi, 'person.primary-photo.changed', {
      person: { documentId },
      photo: photoDocumentId === undefined ? null : { documentId: photoDocumentId },
    });
  }
};

const emitChanges = async (
  strapi: Core.Strapi,
  before: PrimaryPhotos,
  after: PrimaryPhotos,
  personIds: readonly number[],
): Promise<void> => {
  const changed = personIds.filter((id) => before.get(id) !== after.get(id));
  if (changed.length === 0) return;
  await strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
    const { rows } = await trx.raw<{ rows: Untold[] }>(TAKE_UNTOLD, [changed]);
    if (rows.length > 0) await announceUntold(strapi, rows);
  });
};

/**
 * Runs a change of photos that is a transaction of its own, or several, and is settled by its commits;
 * emits as `settlingPhotos` does.
 */
export const watchingPhotos = async <Result>(
  strapi: Core.Strapi,
  personIds: readonly number[],
  change: () => Promise<Result>,
): Promise<Result> => {
  const before = await primaryPhotosOf(strapi, personIds);
  const result = await change();
  await emitChanges(strapi, before, await primaryPhotosOf(strapi, personIds), personIds);
  return result;
};

/**
 * Runs a change of photos in a transaction, settles which ones are primary before it ends
 * (`database/constraints/07-primary-photos.sql`), and emits `person.primary-photo.changed` for each of
 * the persons whose primary photo is another one than before.
 *
 * @param personIds those whose photos may change, locked by the caller
 * @param personsAfter those that are only known after the change
 */
export const settlingPhotos = async <Result>(
  strapi: Core.Strapi,
  personIds: readonly number[],
  change: () => Promise<Result>,
  personsAfter: (result: Result) => readonly number[] = () => [],
): Promise<Result> =>
  strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
    const before = await primaryPhotosOf(strapi, personIds);
    const result = await change();
    await trx.raw(SETTLE_NOW);
    await trx.raw(SETTLE_LATER);
    const persons = [...personIds, ...personsAfter(result)];
    await emitChanges(strapi, before, await primaryPhotosOf(strapi, persons), persons);
    return result;
  });
