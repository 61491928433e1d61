import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import http from 'node:http';
import { Readable } from 'node:stream';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import S3rver from '@20minutes/s3rver';

/** The only account of the S3 server. */
export const S3_CREDENTIALS = { S3_ACCESS_KEY_ID: 'S3RVER', S3_SECRET_ACCESS_KEY: 'S3RVER' };

/**
 * What becomes of a request; `pass` unless a test wants otherwise. `delay` passes it on after a while,
 * `trickle` answers at once, and then with a byte now and then that never becomes an answer.
 */
export type Fate = 'pass' | 'cut' | 'hang' | 'deny' | 'delay' | 'trickle';

interface S3Request {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: http.IncomingHttpHeaders;
}

type Decide = (request: S3Request) => Fate;

/** Below the shortest S3_TIMEOUT_SECONDS, 1, on a busy machine too. */
const DELAY_MS = 400;

const DENIED = '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>';

const isSigned = ({ url = '', headers }: http.IncomingMessage): boolean =>
  headers.authorization !== undefined || url.includes('X-Amz-Signature=');

export interface S3Server {
  url: string;
  port: number;
  /** Of the requests so far, e.g. `PUT /bucket/key`, with their headers. */
  requests: S3Request[];
  /** Lets requests fail from now on. */
  decide: (fate: Decide) => void;
  /** Refuses connections, as if it were not there, until it comes back. */
  goAway: () => Promise<void>;
  comeBack: () => Promise<void>;
  /** Keys of all objects in a bucket, sorted. */
  keys: (bucket: string) => Promise<string[]>;
  /** How many uploads in parts are neither complete nor aborted. */
  unfinishedUploads: (bucket: string) => Promise<number>;
  /** Writes and removes an object, past everybody. */
  put: (bucket: string, key: string, content: string) => Promise<void>;
  remove: (bucket: string, key: string) => Promise<void>;
  stop: () => Promise<void>;
}

const run = async (directory: string, buckets: string[], allowMismatchedSignatures: boolean) => {
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    allowMismatchedSignatures,
    vhostBuckets: false,
    configureBuckets: buckets.map((name) => ({ name })),
  });
  const { port } = await server.run();
  const stop = async () => {
    server.httpServer.closeAllConnections();
    await server.close();
  };
  return { port, server, stop };
};

/**
 * Two servers on one folder. The first takes the signature of a list over the path of the bucket
 * without the slash at its end, and refuses the right one; lists go to the second, which takes any.
 */
const startS3 = async (buckets: string[]) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'reelbase-s3-'));
  const { port, server, stop: stopServer } = await run(directory, buckets, false);
  const lists = await run(directory, [], true);
  const stop = async () => {
    await stopServer();
    await lists.stop();
    await rm(directory, { recursive: true, force: true });
  };
  return { port, listPort: lists.port, server, stop };
};

/**
 * An S3 server that checks signatures, behind a proxy that can fail. The proxy also refuses requests
 * without a signature, as a private bucket does; the server would answer them.
 */
export const startS3Server = async (
  buckets: string[],
  { allowAnonymous = false } = {},
): Promise<S3Server> => {
  const s3 = await startS3(buckets);
  const requests: S3Server['requests'] = [];
  let decide: Decide = () => 'pass';
  const uploadsOf = (bucket: string) =>
    s3.server.store.getResourcePath(bucket, undefined, 'uploads');

  const forward = (incoming: http.IncomingMessage, answer: http.ServerResponse) => {
    const { method, url, headers } = incoming;
    const port = url?.includes('list-type=2') ? s3.listPort : s3.port;
    const outgoing = http.request(
      { host: '127.0.0.1', port, method, path: url, headers },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      },
    );
    outgoing.on('error', () => answer.destroy());
    incoming.pipe(outgoing);
  };

  /** The server has no such operation. */
  const abortUpload = async ({ path: target, query }: S3Request, answer: http.ServerResponse) => {
    const upload = path.join(uploadsOf(target.split('/')[1] ?? ''), query.get('uploadId') ?? '');
    await rm(upload, { recursive: true, force: true });
    answer.writeHead(204).end();
  };

  const trickle = (answer: http.ServerResponse) => {
    answer.writeHead(200, { 'content-type': 'application/xml', 'content-length': 100_000 });
    const drip = setInterval(() => answer.write(' '), DELAY_MS);
    answer.on('close', () => clearInterval(drip));
  };

  const deny = (answer: http.ServerResponse) =>
    answer.writeHead(403, { 'content-type': 'application/xml', connection: 'close' }).end(DENIED);

  const proxy = http.createServer((incoming, answer) => {
    const { method = '', url = '', headers } = incoming;
    const { pathname, searchParams: query } = new URL(url, 'http://s3');
    const request = { method, path: decodeURIComponent(pathname), query, headers };
    requests.push(request);
    const fate = decide(request);
    if (fate === 'hang') return void incoming.resume();
    if (fate === 'cut') return void incoming.once('data', () => incoming.socket.destroy());
    if (fate === 'deny' || (!allowAnonymous && !isSigned(incoming))) {
      incoming.resume();
      return void deny(answer);
    }
    if (fate === 'trickle') {
      incoming.resume();
      trickle(answer);
      return;
    }
    if (method === 'DELETE' && query.has('uploadId')) return void abortUpload(request, answer);
    if (fate === 'delay') {
      setTimeout(() => forward(incoming, answer), DELAY_MS);
      return;
    }
    forward(incoming, answer);
  });
  const sockets = new Set<Socket>();
  proxy.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = async (port: number) => {
    proxy.listen(port, '127.0.0.1');
    await once(proxy, 'listening');
  };
  const close = async () => {
    proxy.close();
    for (const socket of sockets) socket.destroy();
    await once(proxy, 'close');
  };
  await listen(0);
  const { port } = proxy.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    decide: (fate) => (decide = fate),
    async keys(bucket) {
      const { objects } = await s3.server.store.listObjects(bucket, { maxKeys: 1000 });
      return objects.map(({ key }) => key).sort();
    },
    async unfinishedUploads(bucket) {
      return (await readdir(uploadsOf(bucket)).catch(() => [])).length;
    },
    async put(bucket, key, content) {
      const body = Readable.from([Buffer.from(content)]);
      await s3.server.store.putObject({ bucket, key, content: body, metadata: {} });
    },
    remove: (bucket, key) => s3.server.store.deleteObject(bucket, key),
    goAway: close,
    comeBack: () => listen(port),
    async stop() {
      if (proxy.listening) await close();
      await s3.stop();
    },
  };
};
