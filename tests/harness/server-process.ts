import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { application, sql, strapi } from '.';

const PROJECT = path.resolve(__dirname, '..', '..');
const POLL_MS = 50;

export const START_TIMEOUT_MS = 180_000;

export const SECRET_NAMES = [
  'APP_KEYS',
  'ADMIN_JWT_SECRET',
  'API_TOKEN_SALT',
  'TRANSFER_TOKEN_SALT',
  'ENCRYPTION_KEY',
  'JWT_SECRET',
];

/** Nothing of this process's own environment, and no `.env` file of the project. */
export const BARE: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  ENV_PATH: path.join(PROJECT, 'no-such.env'),
};

/** A database beside the one of the tests. */
export const databaseUrl = (name: string): string =>
  Object.assign(new URL(application().databaseUrl), { pathname: name }).href;

/** All that a production server needs, on a database beside the one of the tests. */
export const complete = (database: string, port: number): NodeJS.ProcessEnv => ({
  ...BARE,
  ...Object.fromEntries(SECRET_NAMES.map((name) => [name, `${name} of the production test`])),
  DATABASE_URL: databaseUrl(database),
  PORT: String(port),
  LOG_LEVEL: 'warn',
});

export interface ServerProcess {
  child: ChildProcess;
  /** All that it has written so far. */
  output: () => string;
  /** Its exit code; null when a signal has ended it. */
  exit: Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** A project and where it is compiled to. */
export interface CompiledProject {
  folder: string;
  dist: string;
}

/** This project, as the harness has compiled it. */
const thisProject = (): CompiledProject => ({ folder: PROJECT, dist: strapi().dirs.dist.root });

/** Runs `npm start`, without npm, on what has been compiled. */
export const start = (
  env: NodeJS.ProcessEnv,
  { folder, dist }: CompiledProject = thisProject(),
): ServerProcess => {
  const program = path.join(dist, 'src', 'cli', 'start.js');
  const child = spawn(process.execPath, [program], { cwd: folder, env });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const exit = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  return { child, output: () => output, exit };
};

export const killServers = (): void => {
  for (const child of running) child.kill('SIGKILL');
};

export const listen = async (port = 0) => {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    server.close();
    await once(server, 'close');
  };
  return { port: (server.address() as AddressInfo).port, close };
};

const freePort = async (): Promise<number> => {
  const { port, close } = await listen();
  await close();
  return port;
};

/** Starts a server that has all it needs, and waits until it answers. */
export const startAndWait = async (
  database: string,
  env: NodeJS.ProcessEnv = {},
  project?: CompiledProject,
): Promise<ServerProcess & { url: string }> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = start({ ...complete(database, port), ...env }, project);
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && server.child.exitCode === null) {
    const { status } = await fetch(`${url}/_health`).catch(() => ({ status: 0 }));
    if (status === 204) return { ...server, url };
    await delay(POLL_MS);
  }
  throw new Error(`The production server does not answer. It says:\n${server.output()}`);
};

export const createDatabase = async (name: string): Promise<void> => {
  await sql(`CREATE DATABASE ${name}`);
};

export const dropDatabase = async (name: string): Promise<void> => {
  await sql(`DROP DATABASE ${name} WITH (FORCE)`);
};
