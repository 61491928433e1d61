import { createPerson } from '../factories';
import {
  type AdminClient,
  type Client,
  clearCatalogue,
  sql,
  strapi,
  until,
  withAdmin,
  withTokenOfType,
} from '../harness';
import { createImages, expectPrimaryPhotos, fileOf, photosOf } from './person-photos';

const EVENT = 'person.primary-photo.changed';

/** One transparent pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let program: Client;
let admin: AdminClient;
let a: number;
let b: number;

beforeAll(async () => {
  program = await withTokenOfType('full-access');
  admin = await withAdmin('strapi-super-admin');
});

beforeEach(async () => {
  [a, b] = (await createImages(2)) as [number, number];
});

afterEach(clearCatalogue);

/** What is told of primary photos while `action` runs. */
const eventsDuring = async (action: () => Promise<unknown>): Promise<unknown[]> => {
  const events: unknown[] = [];
  const unsubscribe = strapi().eventHub.subscribe((event: string, payload: unknown) => {
    if (event === EVENT) events.push(payload);
    return Promise.resolve();
  });
  try {
    await action();
  } finally {
    unsubscribe();
  }
  return events;
};

const told = async (documentId: string, photo: number | null) => ({
  person: { documentId },
  photo: photo === null ? null : { documentId: (await fileOf(photo)).documentId },
});

it('tell of the first, another, and none, each once', async () => {
  const { documentId } = await createPerson();
  const change = (data: object) => program.put(`/people/${documentId}`, { data }).expect(200);
  expect(await eventsDuring(() => change({ photos: [a, b] }))).toEqual([await told(documentId, a)]);
  expect(await eventsDuring(() => change({ photos: [b, a] }))).toEqual([]);
  expect(await eventsDuring(() => change({ firstName: 'Agnès' }))).toEqual([]);
  const body = { data: { photo: b } };
  const path = `/people/${documentId}/primary-photo`;
  expect(await eventsDuring(async () => program.put(path, body).expect(200))).toEqual([
    await told(documentId, b),
  ]);
  expect(await eventsDuring(async () => program.put(path, body).expect(200))).toEqual([]);
  expect(await eventsDuring(() => change({ photos: [] }))).toEqual([await told(documentId, null)]);
});

it('tell of new persons', async () => {
  const events = await eventsDuring(async () => {
    const { documentId } = await createPerson({ photos: [b] });
    expect(await photosOf(documentId)).toEqual({ photos: [b], primary: b });
  });
  expect(events).toMatchObject([
    { photo: await fileOf(b).then(({ documentId }) => ({ documentId })) },
  ]);
});

it('tell of everybody whose photo is deleted in the media library', async () => {
  const one = (await createPerson({ photos: [a, b] })).documentId;
  const other = (await createPerson({ photos: [a] })).documentId;
  await createPerson({ photos: [b, a] });
  const events = await eventsDuring(async () => admin.delete(`/upload/files/${a}`).expect(200));
  expect(events).toHaveLength(2);
  expect(events).toEqual(expect.arrayContaining([await told(one, b), await told(other, null)]));
});

const uploadFor = (id: number | string) =>
  program
    .postForm('/upload')
    .field({ ref: 'api::person.person', refId: String(id), field: 'photos' })
    .attach('files', PNG, 'pixel.png')
    .expect(201);

it('tell of a file that is uploaded for a person', async () => {
  const { id, documentId } = await createPerson();
  const events = await eventsDuring(async () => {
    await uploadFor(id);
    await until(async () => (await photosOf(documentId)).primary !== null);
  });
  const { primary } = await photosOf(documentId);
  expect(events).toEqual([await told(documentId, primary)]);
  await expectPrimaryPhotos();
});

it('tell once of the first of several files that are uploaded at the same time', async () => {
  const { id, documentId } = await createPerson();
  const events = await eventsDuring(() => Promise.all([1, 2, 3, 4].map(() => uploadFor(id))));
  const { photos, primary } = await photosOf(documentId);
  expect(photos).toHaveLength(4);
  expect(events).toEqual([await told(documentId, primary)]);
});

it('tell of what a change has made of photos that nobody was told of', async () => {
  const { id, documentId } = await createPerson();
  const events = await eventsDuring(async () => {
    await sql(
      `INSERT INTO files_related_mph (file_id, related_id, related_type, field, "order")
       VALUES ($1, $2, 'api::person.person', 'photos', 1)`,
      [a, id],
    );
    await program.put(`/people/${documentId}`, { data: { firstName: 'Agnès' } }).expect(200);
    await program.put(`/people/${documentId}`, { data: { photos: [] } }).expect(200);
  });
  expect(events).toEqual([await told(documentId, null)]);
});

it('are told after the commit only', async () => {
  const { documentId } = await createPerson();
  const events = await eventsDuring(() =>
    strapi()
      .db.transaction(async () => {
        await strapi()
          .documents('api::person.person')
          .update({ documentId, data: { photos: [a] } });
        throw new Error('Undo');
      })
      .catch(() => undefined),
  );
  expect(events).toEqual([]);
  expect(await photosOf(documentId)).toEqual({ photos: [], primary: null });
});
