import { createDatabase, dropDatabase, killServers } from '../harness/server-process';
import { type S3Server, startS3Server } from '../harness/s3-server';
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

const DATABASE = 'reelbase_storage_s3_public_test';

jest.setTimeout(SERVER_TIMEOUT_MS);

let s3: S3Server;
let server: StorageServer;

const start = async (env: NodeJS.ProcessEnv = {}) => {
  server = await startStorageServer(DATABASE, s3Environment(s3, env));
};

const uploadOne = async (): Promise<ShownFile> => {
  const { status, body } = await server.upload(await picture());
  expect(status).toBe(201);
  const [file] = body;
  if (!file) throw new Error('Nothing was stored');
  return file;
};

beforeAll(async () => {
  await createDatabase(DATABASE);
  s3 = await startS3Server([BUCKET]);
});

afterAll(async () => {
  killServers();
  await s3.stop();
  await dropDatabase(DATABASE);
});

describe('a public bucket', () => {
  it('has plain addresses, and an ACL only where it is asked for', async () => {
    const open = await startS3Server([BUCKET], { allowAnonymous: true });
    server = await startStorageServer(
      DATABASE,
      s3Environment(open, { S3_ACCESS: 'public', S3_ACL: 'public-read' }),
    );
    const { url, hash } = await uploadOne();
    expect(url).toBe(`${open.url}/${BUCKET}/${hash}.png`);
    expect(await downloads(url)).toBe(true);
    expect(open.requests[0]?.headers).toMatchObject({ 'x-amz-acl': 'public-read' });
    await server.stop();
    await open.stop();
  });

  it('behind a CDN has the addresses of the CDN, and encrypts as it is told', async () => {
    await start({
      S3_ACCESS: 'public',
      S3_PUBLIC_URL: 'https://cdn.example.com/films/',
      S3_PREFIX: 'media',
      S3_ENCRYPTION: 'AES256',
    });
    const { url, hash, formats } = await uploadOne();
    expect(url).toBe(`https://cdn.example.com/films/media/${hash}.png`);
    expect(formats?.thumbnail?.url).toBe(
      `https://cdn.example.com/films/media/thumbnail_${hash}.png`,
    );
    const { headers } = s3.requests.filter(({ method }) => method === 'PUT').at(-1) ?? {};
    expect(headers).toMatchObject({ 'x-amz-server-side-encryption': 'AES256' });
    const policy = (await fetch(`${server.url}/admin`)).headers.get('content-security-policy');
    expect(policy).toMatch(/media-src 'self' data: blob: https:\/\/cdn\.example\.com;/);
    await server.stop();
  });
});
