import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Core } from '@strapi/strapi';
import { readSettings } from '../../config/environment';
import { type S3Storage, s3Storage } from '../../config/environment/s3';
import { explainFailures } from '../../src/storage/errors';
import { isListed, listS3Objects } from '../../src/storage/s3/list';
import { createObjects } from '../../src/storage/s3/objects';
import { S3_CREDENTIALS, type S3Server, startS3Server } from '../harness/s3-server';

const BUCKET = 'reelbase-unit';
const LOCATION = { bucket: BUCKET, key: 'media/a_0123456789.png' };

/** As much of it as a failure needs. */
const strapi = { log: { error: () => undefined } } as unknown as Core.Strapi;

let s3: S3Server;

const storageAt = (url: string, env: NodeJS.ProcessEnv = {}): S3Storage => {
  const storage = s3Storage(
    readSettings({
      ...S3_CREDENTIALS,
      S3_BUCKET: BUCKET,
      S3_REGION: 'us-east-1',
      S3_ENDPOINT: url,
      S3_FORCE_PATH_STYLE: 'true',
      ...env,
    }),
  );
  if (!storage) throw new Error('There is no storage');
  return storage;
};

const write = (storage: S3Storage, content = Buffer.from('a picture')) =>
  createObjects(storage).write(LOCATION, {
    hash: 'a',
    url: '',
    mime: 'image/png',
    buffer: content,
  });

/** Runs a server that gives every request the same answer. */
const withServer = async (
  answer: http.RequestListener,
  use: (url: string) => Promise<void>,
): Promise<void> => {
  const server = http.createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

beforeAll(async () => {
  s3 = await startS3Server([BUCKET]);
});

beforeEach(() => {
  s3.requests.length = 0;
  s3.decide(() => 'pass');
});

afterAll(() => s3.stop());

describe('a request to S3', () => {
  it.each(['trickle', 'hang'] as const)(
    'that meets "%s" is tried twice, and ends',
    async (fate) => {
      s3.decide(() => fate);
      const storage = storageAt(s3.url, { S3_TIMEOUT_SECONDS: '1', S3_REQUEST_SECONDS: '1' });
      await expect(write(storage)).rejects.toMatchObject({ name: 'TimeoutError' });
      expect(s3.requests.map(({ method }) => method)).toEqual(['PUT', 'PUT']);
    },
  );

  it('is given the time that it needs', async () => {
    s3.decide(() => 'delay');
    await write(storageAt(s3.url));
    expect(await s3.keys(BUCKET)).toContain(LOCATION.key);
  });

  it('names the KMS key', async () => {
    await write(storageAt(s3.url, { S3_ENCRYPTION: 'aws:kms', S3_KMS_KEY_ID: 'key-of-films' }));
    expect(s3.requests[0]?.headers).toMatchObject({
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': 'key-of-films',
    });
  });

  it('asks servers other than Amazon’s for no checksums', async () => {
    const storage = storageAt(s3.url);
    await write(storage);
    await write(storage, Buffer.alloc(6 * 1024 * 1024));
    const headers = s3.requests.flatMap((request) => Object.keys(request.headers));
    expect(headers.filter((name) => name.includes('checksum') || name.includes('trailer'))).toEqual(
      [],
    );
    expect(await createObjects(storage).sign(LOCATION)).not.toMatch('checksum');
  });
});

it.each([
  ['at once', 10],
  ['in parts', 6 * 1024 * 1024],
])('what answers like a web server is not taken for S3 (%s)', async (_what, size) => {
  const html: http.RequestListener = (request, answer) => {
    request.resume();
    answer.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Welcome');
  };
  await withServer(html, async (url) => {
    const writing = explainFailures(strapi, 'store', LOCATION, () =>
      write(storageAt(url), Buffer.alloc(size)),
    );
    await expect(writing).rejects.toMatchObject({ name: 'StorageError', status: 502 });
  });
});

describe('a list', () => {
  const entry = (key: string) =>
    `<Contents><Key>${key}</Key><LastModified>2026-01-01T00:00:00Z</LastModified></Contents>`;
  const pages: http.RequestListener = (request, answer) => {
    const token = new URL(request.url ?? '', 'http://s3').searchParams.get('continuation-token');
    const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>2</NextContinuationToken>';
    answer
      .writeHead(200, { 'content-type': 'application/xml' })
      .end(`<ListBucketResult>${token ? entry('b') : more + entry('a')}</ListBucketResult>`);
  };

  it('has the objects of all pages', async () => {
    await withServer(pages, async (url) => {
      const found = await listS3Objects(storageAt(url));
      expect(found.map(({ key }) => key)).toEqual(['a', 'b']);
    });
  });

  it('says whether it has one object, and takes no other for it', async () => {
    await withServer(pages, async (url) => {
      const storage = storageAt(url);
      expect(await isListed(storage, { bucket: BUCKET, key: 'a' })).toBe(true);
      expect(await isListed(storage, { bucket: BUCKET, key: '' })).toBe(false);
    });
  });
});
