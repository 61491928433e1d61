import { once } from 'node:events';
import { START_TIMEOUT_MS, startAndWait } from '../harness/server-process';
import { S3_CREDENTIALS, type S3Server } from '../harness/s3-server';

export const BUCKET = 'reelbase-test';

const ADMIN = { email: 'admin@storage.test', password: 'Correct-horse-1-battery' };

/** A file as the API shows it. */
export interface ShownFile {
  id: number;
  documentId: string;
  url: string;
  hash: string;
  formats: Record<string, { url: string }> | null;
  provider_metadata?: unknown;
}

export interface Answer<Body> {
  status: number;
  body: Body;
  /** Milliseconds until the answer was there. */
  took: number;
}

const request = async <Body>(url: string, token: string, init: RequestInit = {}) => {
  const started = performance.now();
  const answer = await fetch(url, {
    ...init,
    headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` },
  });
  const text = await answer.text();
  const body = (text ? JSON.parse(text) : null) as Body;
  return { status: answer.status, body, took: performance.now() - started } as Answer<Body>;
};

const json = (method: string, body: object): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const form = (pictures: Buffer[], field = 'files'): RequestInit => {
  const body = new FormData();
  pictures.forEach((picture, index) => {
    const blob = new Blob([new Uint8Array(picture)], { type: 'image/png' });
    body.append(field, blob, `picture-${index}.png`);
  });
  return { method: 'POST', body };
};

/** The environment of a server that keeps its files in the S3 server. */
export const s3Environment = (s3: S3Server, env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...S3_CREDENTIALS,
  S3_BUCKET: BUCKET,
  S3_REGION: 'us-east-1',
  S3_ENDPOINT: s3.url,
  S3_FORCE_PATH_STYLE: 'true',
  S3_TIMEOUT_SECONDS: '1',
  ...env,
});

const signIn = async (url: string): Promise<string> => {
  const init = (await (await fetch(`${url}/admin/init`)).json()) as { data: { hasAdmin: boolean } };
  const path = init.data.hasAdmin ? 'login' : 'register-admin';
  const account = init.data.hasAdmin ? ADMIN : { ...ADMIN, firstname: 'Ada', lastname: 'Admin' };
  const answer = await fetch(`${url}/admin/${path}`, json('POST', account));
  const { data } = (await answer.json()) as { data: { accessToken?: string; token?: string } };
  return data.accessToken ?? data.token ?? '';
};

const createToken = async (url: string, adminToken: string): Promise<string> => {
  const token = { name: crypto.randomUUID(), description: '', type: 'full-access', lifespan: null };
  const { body } = await request<{ data: { accessKey: string } }>(
    `${url}/admin/api-tokens`,
    adminToken,
    json('POST', token),
  );
  return body.data.accessKey;
};

/** A server process with its files in S3, and somebody who may do everything there. */
export const startStorageServer = async (database: string, env: NodeJS.ProcessEnv) => {
  const server = await startAndWait(database, env);
  const { url } = server;
  const admin = await signIn(url);
  const token = await createToken(url, admin);

  return {
    ...server,
    get: <Body>(path: string) => request<Body>(`${url}/api${path}`, token),
    post: <Body>(path: string, body: object) =>
      request<Body>(`${url}/api${path}`, token, json('POST', body)),
    put: <Body>(path: string, body: object) =>
      request<Body>(`${url}/api${path}`, token, json('PUT', body)),
    delete: <Body>(path: string) => request<Body>(`${url}/api${path}`, token, { method: 'DELETE' }),
    upload: (...pictures: Buffer[]) =>
      request<ShownFile[]>(`${url}/api/upload`, token, form(pictures)),
    replace: (id: number, picture: Buffer) =>
      request<ShownFile>(`${url}/api/upload?id=${id}`, token, form([picture])),
    graphql: async <Data>(query: string, variables = {}) =>
      (await request<{ data: Data }>(`${url}/graphql`, token, json('POST', { query, variables })))
        .body.data,
    /** The API as somebody with this access token uses it. */
    as: (jwt: string) => ({
      get: <Body>(path: string) => request<Body>(`${url}/api${path}`, jwt),
      sendAvatar: (picture: Buffer) =>
        request<{ avatar: ShownFile }>(`${url}/api/users/me/avatar`, jwt, {
          ...form([picture], 'avatar'),
          method: 'PUT',
        }),
      graphql: async <Data>(query: string) =>
        (await request<{ data: Data }>(`${url}/graphql`, jwt, json('POST', { query }))).body.data,
    }),
    /** The API of the admin panel. */
    admin: <Body>(path: string, init: RequestInit = {}) =>
      request<Body>(`${url}${path}`, admin, init),
    adminUpload: (picture: Buffer) => request<ShownFile[]>(`${url}/upload`, admin, form([picture])),
    async stop() {
      server.child.kill();
      if (server.child.exitCode === null) await once(server.child, 'exit');
    },
  };
};

export type StorageServer = Awaited<ReturnType<typeof startStorageServer>>;

/** Whether an address leads to a picture. */
export const downloads = async (url: string | undefined): Promise<boolean> => {
  if (!url) return false;
  const answer = await fetch(url);
  const content = Buffer.from(await answer.arrayBuffer());
  return answer.status === 200 && content.subarray(1, 4).toString() === 'PNG';
};

export const SERVER_TIMEOUT_MS = START_TIMEOUT_MS + 30_000;
