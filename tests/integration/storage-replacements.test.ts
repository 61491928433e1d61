import sharp from 'sharp';
import { sqlOn, until } from '../harness';
import { createDatabase, databaseUrl, dropDatabase, killServers } from '../harness/server-process';
import { type S3Server, startS3Server } from '../harness/s3-server';
import {
  BUCKET,
  downloads,
  s3Environment,
  SERVER_TIMEOUT_MS,
  type ShownFile,
  startStorageServer,
  type StorageServer,
} from './storage-server';

const DATABASE = 'reelbase_storage_replacements_test';

jest.setTimeout(SERVER_TIMEOUT_MS);

let s3: S3Server;
let server: StorageServer;

const sql = <Row>(text: string, values: unknown[] = []) =>
  sqlOn(databaseUrl(DATABASE))<Row>(text, values);
const noted = async () => (await sql<{ key: string }>('SELECT key FROM deleted_objects')).length;

const square = (width: number) =>
  sharp({ create: { width, height: width, channels: 3, background: 'green' } })
    .png()
    .toBuffer();

/** Without formats; the large one has five. */
const small = () => square(20);
const large = () => square(1700);

const FORMATS = ['large', 'medium', 'small', 'thumbnail', 'xlarge'];

const uploadSmall = async (): Promise<ShownFile> => {
  const { body } = await server.upload(await small());
  const [file] = body;
  if (!file) throw new Error('Nothing was stored');
  return file;
};

const familyOf = ({ hash }: ShownFile): string => hash.slice(-10);

const expectAllFormats = async (id: number): Promise<void> => {
  const { body } = await server.get<ShownFile>(`/upload/files/${id}`);
  expect(Object.keys(body.formats ?? {}).sort()).toEqual(FORMATS);
  for (const { url } of [body, ...Object.values(body.formats ?? {})]) {
    expect(await downloads(url)).toBe(true);
  }
};

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

it('a replacement keeps its formats while those of a failed one before it are deleted', async () => {
  const { id } = await uploadSmall();
  const picture = await large();
  let deletions = 0;
  s3.decide(({ method, path }) => {
    if (method === 'DELETE') deletions += 1;
    if (method === 'DELETE' && deletions <= 4) return 'hang';
    return method === 'PUT' && path.includes('xlarge_') && deletions === 0 ? 'deny' : 'pass';
  });
  expect((await server.replace(id, picture)).status).toBe(502);
  await until(() => deletions >= 4);

  expect((await server.replace(id, picture)).status).toBe(200);
  await until(async () => (await noted()) === 0);
  await expectAllFormats(id);
});

it('of two replacements at once, the one that fails takes nothing from the other', async () => {
  const { id } = await uploadSmall();
  let writes = 0;
  s3.decide(({ method, path }) => {
    if (method !== 'PUT' || !path.includes('small_')) return 'pass';
    writes += 1;
    return writes === 2 ? 'deny' : 'pass';
  });
  const picture = await large();
  const answers = await Promise.all([server.replace(id, picture), server.replace(id, picture)]);

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 502]);
  await until(async () => (await noted()) === 0);
  await expectAllFormats(id);
});

it('a file that is deleted while it is replaced leaves nothing', async () => {
  const keys = await s3.keys(BUCKET);
  const { id } = await uploadSmall();
  s3.decide(({ method }) => (method === 'PUT' ? 'delay' : 'pass'));
  const before = s3.requests.length;
  const replacing = server.replace(id, await large());
  await until(() => s3.requests.length > before);
  expect((await server.delete(`/upload/files/${id}`)).status).toBe(200);

  expect((await replacing).status).toBe(404);
  await until(async () => (await noted()) === 0);
  expect(await s3.keys(BUCKET)).toEqual(keys);
});

describe('while another server is busy with the objects of a file', () => {
  const lock = (file: ShownFile, lasts: string) =>
    sql(`INSERT INTO storage_locks VALUES ($1, gen_random_uuid(), now() + $2::interval)`, [
      familyOf(file),
      lasts,
    ]);

  it('a deletion is left to it', async () => {
    const file = await uploadSmall();
    await lock(file, '1 hour');
    expect((await server.delete(`/upload/files/${file.id}`)).status).toBe(200);
    expect(await s3.keys(BUCKET)).toContain(`${file.hash}.png`);
    expect(await noted()).toBe(1);
    await sql('DELETE FROM storage_locks');
  });

  it('a replacement waits for it', async () => {
    const file = await uploadSmall();
    await lock(file, '1 hour');
    const before = s3.requests.length;
    const replacing = server.replace(file.id, await large());
    await until(async () => {
      const [waiting] = await sql<{ calls: number }>(
        `SELECT count(*)::integer AS calls FROM pg_stat_activity
         WHERE query LIKE '%INSERT INTO storage_locks%' AND pid <> pg_backend_pid()`,
      );
      return (waiting?.calls ?? 0) > 0;
    });
    expect(s3.requests.length).toBe(before);
    await sql('DELETE FROM storage_locks');
    expect((await replacing).status).toBe(200);
  });

  it('and has gone meanwhile, it is not waited for', async () => {
    const file = await uploadSmall();
    await lock(file, '-1 second');
    expect((await server.replace(file.id, await large())).status).toBe(200);
    expect(await sql('SELECT family FROM storage_locks')).toEqual([]);
  });
});
