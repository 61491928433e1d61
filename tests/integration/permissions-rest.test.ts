import { createMovie } from '../factories';
import { clearCatalogue, strapi, type Client } from '../harness';
import {
  CALLERS,
  CALLERS_AND_SUBJECTS,
  clearReferenceData,
  DETAILS,
  editorToken,
  rowsOf,
  SUBJECTS,
  type Subject,
} from './permissions-subjects';

const READ_STATUS = { find: 200, findOne: 200 };
const NO_READ_STATUS = { find: 403, findOne: 403 };
const WRITE_STATUS = { create: 201, update: 200, delete: 204 };
const NO_WRITE_STATUS = { create: 403, update: 403, delete: 403 };

/** Tries one operation after another and notes the status of each. */
const read = async (client: Client, path: string, id: string) => ({
  find: (await client.get(path)).status,
  findOne: (await client.get(`${path}/${id}`)).status,
});

const write = async (client: Client, subject: Subject, id: string) => {
  const { plural, field, data } = DETAILS[subject];
  return {
    create: (await client.post(`/${plural}`, { data: await data() })).status,
    update: (await client.put(`/${plural}/${id}`, { data: { [field]: 'Changed' } })).status,
    delete: (await client.delete(`/${plural}/${id}`)).status,
  };
};

afterEach(async () => {
  await clearCatalogue();
  await clearReferenceData();
});

describe('reading over REST', () => {
  it.each(CALLERS_AND_SUBJECTS)(
    '$name may read $subject entries: $reads',
    async ({ connect, reads, subject }) => {
      const { plural, create } = DETAILS[subject];
      const id = await create();

      const statuses = await read(await connect(), `/${plural}`, id);
      expect(statuses).toEqual(reads ? READ_STATUS : NO_READ_STATUS);
    },
  );
});

describe('writing over REST', () => {
  it.each(CALLERS_AND_SUBJECTS)(
    '$name may create, change and delete $subject entries: $writes',
    async ({ connect, writes, subject }) => {
      const id = await DETAILS[subject].create();

      const statuses = await write(await connect(), subject, id);
      expect(statuses).toEqual(writes ? WRITE_STATUS : NO_WRITE_STATUS);
    },
  );

  it.each(CALLERS_AND_SUBJECTS.filter(({ writes }) => !writes))(
    'what is refused to $name leaves $subject entries as they were',
    async ({ connect, subject }) => {
      const { plural, field, create, data } = DETAILS[subject];
      const client = await connect();
      const id = await create();
      const newEntry = { data: await data() };
      const before = await rowsOf(subject);

      await client.post(`/${plural}`, newEntry);
      await client.put(`/${plural}/${id}`, { data: { [field]: 'Changed' } });
      await client.delete(`/${plural}/${id}`);
      expect(await rowsOf(subject)).toEqual(before);
    },
  );

  it.each(SUBJECTS)('what an editor token writes to %s entries is there', async (subject) => {
    const { plural, field, data } = DETAILS[subject];
    const client = await editorToken();
    const newEntry = await data();
    const valueAt = async (path: string): Promise<unknown> =>
      (await client.get(path)).body.data[field];

    const created = await client.post(`/${plural}`, { data: newEntry });
    const path = `/${plural}/${created.body.data.documentId}`;
    expect(await valueAt(path)).toBe(newEntry[field]);

    await client.put(path, { data: { [field]: 'Permission test, changed' } });
    expect(await valueAt(path)).toBe('Permission test, changed');

    await client.delete(path);
    expect((await client.get(path)).status).toBe(404);
  });
});

describe('favorites over REST', () => {
  it.each(CALLERS)('are not generated endpoints, for $name', async ({ connect }) => {
    const client = await connect();
    const movieDocumentId = (await createMovie()).documentId;
    const reads = await read(client, '/favorites', movieDocumentId);
    const writes = [
      await client.post('/favorites', { data: { movieDocumentId } }),
      await client.put('/favorites/1', { data: { movieDocumentId } }),
      await client.delete('/favorites/1'),
    ];

    expect(reads).toEqual({ find: 404, findOne: 404 });
    // Where no route has the method, the router says 405.
    for (const { status } of writes) expect([404, 405]).toContain(status);
    expect(await strapi().db.query('api::favorite.favorite').count()).toBe(0);
  });
});

describe('the number of favorites', () => {
  it.each(CALLERS)('cannot be written by $name over REST', async ({ connect, writes }) => {
    const client = await connect();
    const { documentId } = await createMovie();
    const newMovie = { ...(await DETAILS.movie.data()), favoritesCount: 5 };
    const answers = [
      await client.post('/movies', { data: newMovie }),
      await client.put(`/movies/${documentId}`, { data: { favoritesCount: 5 } }),
    ];

    for (const { status, body } of answers) {
      expect(status).toBe(writes ? 400 : 403);
      if (writes) expect(body.error.message).toBe('Invalid key favoritesCount');
    }
    const counted = await strapi()
      .db.query('api::movie.movie')
      .count({ where: { favoritesCount: { $ne: 0 } } });
    expect(counted).toBe(0);
  });
});
