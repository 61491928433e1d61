import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Cleanup } from './cleanup';
import type { BenchDatabase } from './database';
import type { ProfilerCommand } from './profiler';
import { SECRETS } from './tokens';

/** Connections to the database, of every contender. */
export const POOL_SIZE = 10;

/** A server in a process of its own. */
export interface HttpServer {
  url: string;
}

const PROJECT = process.cwd();
const START_TIMEOUT_MS = 120_000;
const POLL_MS = 50;

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** A program that reads the environment that Strapi's applications read. */
export interface NodeServer {
  /** For messages. */
  name: string;
  /** Of `node`. */
  args: string[];
  cwd: string;
  database: BenchDatabase;
}

interface RunningServer extends HttpServer {
  process: ChildProcess;
}

const startProcess = async (
  { name, args, cwd, database }: NodeServer,
  cleanup: Cleanup,
): Promise<RunningServer> => {
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...SECRETS,
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      // Not the `.env` of the project.
      ENV_PATH: path.join(database.dataDir, 'no-such.env'),
      DATABASE_URL: database.url,
      DATABASE_POOL_MAX: String(POOL_SIZE),
      DATA_DIR: database.dataDir,
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'warn',
      // The limiter counts every write, as in production, and lets every one of them pass.
      RATE_LIMIT_FAVORITES: '999999/1',
      STRAPI_TELEMETRY_DISABLED: 'true',
    },
  });
  cleanup.defer(() => stop(child));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const { status } = await fetch(`${url}/_health`).catch(() => ({ status: 0 }));
    if (status === 204) return { url, process: child };
    await delay(POLL_MS);
  }
  throw new Error(`The ${name} does not answer. It says:\n${said}`);
};

/**
 * A server in a process of its own, configured by the environment alone.
 *
 * @throws when it ends, or does not answer within two minutes; with what it has said
 */
export const startNodeServer = async (
  program: NodeServer,
  cleanup: Cleanup,
): Promise<HttpServer> => {
  const { url } = await startProcess(program, cleanup);
  return { url };
};

const productionServer = (database: BenchDatabase, nodeOptions: string[]): NodeServer => ({
  name: 'production server',
  args: [...nodeOptions, path.join(PROJECT, 'dist', 'src', 'cli', 'start.js')],
  cwd: PROJECT,
  database,
});

/**
 * The production server, as `npm start` runs it.
 *
 * @throws when it ends, or does not answer within two minutes; with what it has said
 */
export const startProductionServer = (
  database: BenchDatabase,
  cleanup: Cleanup,
): Promise<HttpServer> => startNodeServer(productionServer(database, []), cleanup);

export interface ProfiledServer extends HttpServer {
  /** Writes where the processor's time goes during some work to a file, a `.cpuprofile`. */
  profile: (file: string, work: () => Promise<unknown>) => Promise<void>;
}

/** The production server, which can be profiled. */
export const startProfiledServer = async (
  database: BenchDatabase,
  cleanup: Cleanup,
): Promise<ProfiledServer> => {
  const nodeOptions = ['--require', path.join(__dirname, 'profiler.js')];
  const { url, process: child } = await startProcess(
    productionServer(database, nodeOptions),
    cleanup,
  );
  const tell = async (command: ProfilerCommand): Promise<void> => {
    child.send(command);
    const [answer] = (await once(child, 'message')) as [string];
    if (answer !== 'done') throw new Error(`The server cannot be profiled: ${answer}`);
  };
  const profile = async (file: string, work: () => Promise<unknown>): Promise<void> => {
    await tell('begin');
    await work();
    await tell({ writeTo: file });
  };
  return { url, profile };
};

/**
 * A server program of the benchmark, which sends its port to its parent when it listens. It is told
 * DATABASE_URL, POOL_SIZE and JWT_SECRET.
 *
 * @param program absolute path of the compiled file
 * @param message what it is told before it listens
 */
export const startServerProgram = async (
  program: string,
  { url: databaseUrl }: BenchDatabase,
  cleanup: Cleanup,
  message?: object,
): Promise<HttpServer> => {
  const child = fork(program, {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      POOL_SIZE: String(POOL_SIZE),
      JWT_SECRET: SECRETS.JWT_SECRET,
    },
  });
  cleanup.defer(() => stop(child));
  if (message) child.send(message);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${program} has ended with exit code ${String(code)}.`);
  });
  const [port] = (await Promise.race([once(child, 'message'), ended])) as [number];
  // From here on its end is none of our business.
  ended.catch(() => undefined);
  return { url: `http://127.0.0.1:${port}` };
};
