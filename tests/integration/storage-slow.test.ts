import sharp from 'sharp';
import { sqlOn, until } from '../harness';
import { createDatabase, databaseUrl, dropDatabase, killServers } from '../harness/server-process';
import { type S3Server, startS3Server } from '../harness/s3-server';
import { noise, picture } from './avatar-pictures';
import {
  BUCKET,
  downloads,
  s3Environment,
  SERVER_TIMEOUT_MS,
  startStorageServer,
  type StorageServer,
} from './storage-server';

const DATABASE = 'reelbase_storage_slow_test';

/** Two attempts of S3_REQUEST_SECONDS=2 each, a pause between them, and a busy machine. */
const BOUND_MS = 10_000;

jest.setTimeout(SERVER_TIMEOUT_MS);

let s3: S3Server;
let server: StorageServer;

const rows = () => sqlOn(databaseUrl(DATABASE))('SELECT id FROM files');

beforeAll(async () => {
  await createDatabase(DATABASE);
  s3 = await startS3Server([BUCKET]);
});

afterEach(() => s3.decide(() => 'pass'));

afterAll(async () => {
  killServers();
  await s3.stop();
  await dropDatabase(DATABASE);
});

describe('a storage that is slow', () => {
  beforeAll(async () => {
    server = await startStorageServer(DATABASE, s3Environment(s3, { S3_REQUEST_SECONDS: '2' }));
  });

  afterAll(() => server.stop());

  it('is waited for, as long as it works', async () => {
    s3.decide(() => 'delay');
    const { status, body } = await server.upload(await picture());
    expect(status).toBe(201);
    expect(await downloads(body[0]?.url)).toBe(true);
    expect((await server.delete(`/upload/files/${body[0]?.id}`)).status).toBe(200);
    expect(await s3.keys(BUCKET)).toEqual([]);
  });

  it('is given up with 504 in a bounded time, when its answers do not end', async () => {
    s3.decide(({ method }) => (method === 'PUT' ? 'trickle' : 'pass'));
    const { status, took } = await server.upload(await picture());
    expect(status).toBe(504);
    expect(took).toBeLessThan(BOUND_MS);
    expect(await rows()).toEqual([]);
    await until(async () => (await s3.keys(BUCKET)).length === 0);
  });

  it('is waited for once, not for each of the files that were stored before', async () => {
    s3.decide(({ method, path }) =>
      method === 'DELETE' || path.includes('picture_4') ? 'hang' : 'pass',
    );
    const small = await sharp(await picture())
      .resize(20)
      .toBuffer();
    const { status, took } = await server.upload(small, small, small, small, small);
    expect(status).toBe(504);
    expect(took).toBeLessThan(BOUND_MS / 2);
    expect(await rows()).toEqual([]);
  });
});

describe('a picture of more than 5 MB', () => {
  const large = () => noise(1800, 1800).png().toBuffer();
  const pixels = (content: ArrayBuffer | Buffer) => sharp(content).raw().toBuffer();

  beforeAll(async () => {
    server = await startStorageServer(DATABASE, s3Environment(s3, { S3_TIMEOUT_SECONDS: '10' }));
    await until(async () => (await s3.keys(BUCKET)).length === 0);
    s3.requests.length = 0;
  });

  afterAll(() => server.stop());

  it('is stored in parts, and downloads as it was sent', async () => {
    const sent = await large();
    const { status, body } = await server.upload(sent);
    expect(status).toBe(201);
    expect(s3.requests.some(({ query }) => query.get('partNumber') === '2')).toBe(true);

    const answer = await fetch(body[0]?.url ?? '');
    const received = await pixels(await answer.arrayBuffer());
    expect(received.equals(await pixels(sent))).toBe(true);
    expect(await s3.unfinishedUploads(BUCKET)).toBe(0);
    expect((await server.delete(`/upload/files/${body[0]?.id}`)).status).toBe(200);
  });

  it('leaves nothing, neither objects nor parts, when the connection is cut midway', async () => {
    s3.decide(({ query }) => (query.get('partNumber') === '2' ? 'cut' : 'pass'));
    const { status } = await server.upload(await large());
    expect(status).toBe(503);
    expect(await rows()).toEqual([]);
    expect(await s3.unfinishedUploads(BUCKET)).toBe(0);
    await until(async () => (await s3.keys(BUCKET)).length === 0);
  });
});
