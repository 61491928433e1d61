import sharp from 'sharp';
import { sqlOn, until } from '../harness';
import { createDatabase, databaseUrl, dropDatabase, killServers } from '../harness/server-process';
import { type Fate, type S3Server, startS3Server } from '../harness/s3-server';
import { picture } from './avatar-pictures';
import {
  BUCKET,
  downloads,
  s3Environment,
  SERVER_TIMEOUT_MS,
  type ShownFile,
  startStorageServer,
  type StorageServer,
} from './storage-server';

const DATABASE = 'reelbase_storage_failures_test';

/** Two attempts of S3_TIMEOUT_SECONDS=1 each, a pause between them, and a busy machine. */
const BOUND_MS = 8_000;

jest.setTimeout(SERVER_TIMEOUT_MS);

let s3: S3Server;
let server: StorageServer;

const sql = <Row>(text: string) => sqlOn(databaseUrl(DATABASE))<Row>(text);
const fileIds = async () =>
  (await sql<{ id: number }>('SELECT id FROM files ORDER BY id')).map(({ id }) => id);
const noted = async () =>
  (await sql<{ key: string }>('SELECT key FROM deleted_objects ORDER BY key')).map(
    ({ key }) => key,
  );

const restart = async (env: NodeJS.ProcessEnv = {}) => {
  await server.stop();
  server = await startStorageServer(DATABASE, s3Environment(s3, env));
};

const uploadOne = async (): Promise<ShownFile> => {
  const { body } = await server.upload(await picture());
  const [file] = body;
  if (!file) throw new Error('Nothing was stored');
  return file;
};

const failing = (fate: Fate, part = ''): void =>
  s3.decide(({ method, path }) => (method === 'PUT' && path.includes(part) ? fate : 'pass'));

beforeAll(async () => {
  await createDatabase(DATABASE);
  s3 = await startS3Server([BUCKET]);
  server = await startStorageServer(DATABASE, s3Environment(s3));
});

afterEach(() => s3.decide(() => 'pass'));

afterAll(async () => {
  killServers();
  await s3.stop();
  await dropDatabase(DATABASE);
});

describe('an upload', () => {
  const expectRefusal = async (status: number, via: 'upload' | 'adminUpload' = 'upload') => {
    const [rows, keys] = [await fileIds(), await s3.keys(BUCKET)];
    const answer = await server[via](await picture());

    expect({ status: answer.status, body: answer.body }).toEqual({
      status,
      body: {
        data: null,
        error: {
          status,
          name: 'StorageError',
          message: expect.stringMatching(/^The file storage .*\. Nothing was changed;/),
          details: {},
        },
      },
    });
    expect(answer.took).toBeLessThan(BOUND_MS);
    expect(await fileIds()).toEqual(rows);
    await until(async () => (await s3.keys(BUCKET)).join() === keys.join());
  };

  it.each(['upload', 'adminUpload'] as const)(
    'ends with 503 when nothing listens there (%s)',
    async (via) => {
      await s3.goAway();
      try {
        const rows = await fileIds();
        const { status, took } = await server[via](await picture());
        expect(status).toBe(503);
        expect(took).toBeLessThan(BOUND_MS);
        expect(await fileIds()).toEqual(rows);
      } finally {
        await s3.comeBack();
      }
    },
  );

  it.each([
    ['504 when the storage is silent', 504, 'hang'],
    ['503 when the connection is cut in the middle', 503, 'cut'],
    ['502 when access is denied', 502, 'deny'],
  ] as const)('ends with %s', async (_what, status, fate) => {
    failing(fate);
    await expectRefusal(status);
  });

  it('says the same in the admin panel', async () => {
    failing('deny');
    await expectRefusal(502, 'adminUpload');
  });

  it('leaves nothing when the picture is taken, and its thumbnail is not', async () => {
    failing('deny', 'thumbnail_');
    await expectRefusal(502);
  });

  it('says in the log what the answer does not', () => {
    expect(server.output()).toMatch(
      new RegExp(`S3 cannot store "thumbnail_\\S+" in the bucket "${BUCKET}": AccessDenied`),
    );
  });

  it('leaves nothing when the row is not stored', async () => {
    const keys = await s3.keys(BUCKET);
    await sql(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
      AS 'BEGIN RAISE EXCEPTION ''refused by a test''; END'`);
    await sql(
      'CREATE TRIGGER refuse BEFORE INSERT ON files FOR EACH ROW EXECUTE FUNCTION refuse()',
    );
    try {
      expect((await server.upload(await picture())).status).toBe(500);
    } finally {
      await sql('DROP FUNCTION refuse CASCADE');
    }
    await until(async () => (await s3.keys(BUCKET)).join() === keys.join());
  });

  it('of several files stores all or none', async () => {
    const [rows, keys] = [await fileIds(), await s3.keys(BUCKET)];
    failing('deny', 'picture_1');
    expect((await server.upload(await picture(), await picture())).status).toBe(502);

    expect(await fileIds()).toEqual(rows);
    await until(async () => (await s3.keys(BUCKET)).join() === keys.join());
    s3.decide(() => 'pass');
    expect((await server.upload(await picture(), await picture())).status).toBe(201);
  });

  it.each([
    ['the bucket is missing', { S3_BUCKET: 'no-such-bucket' }],
    ['the credentials are wrong', { S3_SECRET_ACCESS_KEY: 'wrong' }],
  ])('ends with 502 when %s', async (_what, env) => {
    await restart(env);
    await expectRefusal(502);
    await restart();
  });
});

describe('a deletion', () => {
  beforeAll(async () => {
    await restart();
    await until(async () => (await noted()).length === 0);
  });

  it('while the storage is away is done at the next start, and forgets nothing until then', async () => {
    const { id, hash } = await uploadOne();
    const objects = [`${hash}.png`, `thumbnail_${hash}.png`];
    await s3.goAway();
    const { status } = await server.delete(`/upload/files/${id}`);
    await s3.comeBack();

    expect(status).toBe(200);
    expect(await fileIds()).not.toContain(id);
    expect(await noted()).toEqual(objects);
    expect(await s3.keys(BUCKET)).toEqual(expect.arrayContaining(objects));

    await restart();
    await until(async () => (await noted()).length === 0);
    const keys = await s3.keys(BUCKET);
    for (const key of objects) expect(keys).not.toContain(key);
  });

  it.each([
    ['one', (ids: number[]) => server.admin(`/upload/files/${ids[0]}`, { method: 'DELETE' })],
    [
      'several',
      (ids: number[]) =>
        server.admin('/upload/actions/bulk-delete', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ fileIds: ids }),
        }),
    ],
    [
      'one over GraphQL',
      (ids: number[]) =>
        server
          .graphql('mutation ($id: ID!) { deleteUploadFile(id: $id) { name } }', { id: ids[0] })
          .then(() => ({ status: 200 })),
    ],
  ])('in the admin panel, of %s, takes the objects along', async (_what, remove) => {
    const keys = await s3.keys(BUCKET);
    const { id } = await uploadOne();
    expect((await remove([id])).status).toBe(200);

    expect(await fileIds()).not.toContain(id);
    expect(await s3.keys(BUCKET)).toEqual(keys);
    expect(await noted()).toEqual([]);
  });
});

it('deleting a folder in the admin panel takes the objects of its files along', async () => {
  const keys = await s3.keys(BUCKET);
  const json = (body: object) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const folder = await server.admin<{ data: { id: number; path: string } }>(
    '/upload/folders',
    json({ name: 'Stills', parent: null }),
  );
  const { id, path } = folder.body.data;
  const file = await uploadOne();
  await sql(`UPDATE files SET folder_path = '${path}' WHERE id = ${file.id}`);
  await sql(`INSERT INTO files_folder_lnk (file_id, folder_id) VALUES (${file.id}, ${id})`);

  const removed = await server.admin('/upload/actions/bulk-delete', json({ folderIds: [id] }));
  expect(removed.status).toBe(200);
  expect(await fileIds()).not.toContain(file.id);
  expect(await s3.keys(BUCKET)).toEqual(keys);
});

describe('a replacement', () => {
  const small = () =>
    sharp({ create: { width: 20, height: 20, channels: 3, background: 'red' } })
      .png()
      .toBuffer();

  it('keeps the key, and deletes the formats that the new picture does not have', async () => {
    const { id, hash } = await uploadOne();
    const { status, body } = await server.replace(id, await small());

    expect({ status, hash: body.hash, formats: body.formats }).toEqual({
      status: 200,
      hash,
      formats: {},
    });
    expect(await downloads(body.url)).toBe(true);
    const keys = await s3.keys(BUCKET);
    expect(keys).toContain(`${hash}.png`);
    expect(keys).not.toContain(`thumbnail_${hash}.png`);
    expect(await noted()).toEqual([]);
  });

  it('that fails leaves the row with all its objects', async () => {
    const { id } = await uploadOne();
    failing('deny');
    expect((await server.replace(id, await small())).status).toBe(502);

    const { body } = await server.get<ShownFile>(`/upload/files/${id}`);
    expect(await downloads(body.url)).toBe(true);
    expect(await downloads(body.formats?.thumbnail?.url)).toBe(true);
  });

  it('that fails midway leaves the row with all its objects', async () => {
    const { id, url, formats } = await uploadOne();
    failing('deny', 'thumbnail_');
    expect((await server.replace(id, await picture())).status).toBe(502);

    const { body } = await server.get<ShownFile>(`/upload/files/${id}`);
    for (const [now, before] of [
      [body.url, url],
      [body.formats?.thumbnail?.url, formats?.thumbnail?.url],
    ]) {
      expect(now?.split('?')[0]).toBe(before?.split('?')[0]);
      expect(await downloads(now)).toBe(true);
    }
    s3.decide(() => 'pass');
    expect((await server.replace(id, await picture())).status).toBe(200);
    expect(await noted()).toEqual([]);
  });

  it('moves the file to where new ones are kept', async () => {
    const { id, hash } = await uploadOne();
    await restart({ S3_PREFIX: 'moved' });
    const { body } = await server.replace(id, await picture());

    expect(await downloads(body.url)).toBe(true);
    expect(await downloads(body.formats?.thumbnail?.url)).toBe(true);
    expect((await s3.keys(BUCKET)).filter((key) => key.includes(hash))).toEqual([
      `moved/${hash}.png`,
      `moved/thumbnail_${hash}.png`,
    ]);
  });
});
