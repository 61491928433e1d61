import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { escapeIdentifier, type Client } from 'pg';
import { openCluster, type Cluster } from './cluster';
import { dataFolderError, errorCode, errorMessage, PostgresStartError } from './errors';
import { takeLease, type Lease } from './lease';
import { HOST, startServer, stopServer } from './server';
import { serverState } from './server-state';
import { SUPERUSER } from './settings';

export { PostgresStartError } from './errors';

export interface RunningPostgres {
  /** `postgres://user:password@127.0.0.1:port/database` */
  url: string;
  /** Whether this call started the server, or found it running. */
  started: boolean;
  /**
   * Stops the server, unless another process of the project is still using it: then the last one to
   * call stop() does. Has no effect the second time.
   */
  stop: () => Promise<void>;
}

export interface PostgresOptions {
  /** Absolute path of the project's data folder; the database is kept in its folder `postgres`. */
  dataDir: string;
  /** Name of the database to use, created when it is missing. */
  database?: string;
  /** false: nothing is synced to disk, so that a crash of the machine may lose all. For tests. */
  durable?: boolean;
  /** Told of steps that take a moment, one line each. */
  log?: (line: string) => void;
}

/** Includes recovery after a crash, which takes as long as a checkpoint's worth of WAL does. */
const START_TIMEOUT_MS = 120_000;
const RETRY_DELAY_MS = 100;

/**
 * Gives the project a PostgreSQL of its own: creates one in the data folder the first time, starts
 * it, or joins the one that another process of the project has running.
 *
 * As root the server is run as the system user `postgres`. When that user cannot reach the project,
 * copies of the binaries and the database itself are put in /var/lib/reelbase, linked from the
 * data folder.
 * @throws PostgresStartError when that is not possible; nothing half-created is left then
 */
export async function startPostgres({
  dataDir,
  database = 'reelbase',
  durable = true,
  log = () => undefined,
}: PostgresOptions): Promise<RunningPostgres> {
  await prepareDataFolder(dataDir);
  const cluster = await openCluster({ dataDir, durable, log });
  const { lease, port, started } = await joinOrStart(cluster, durable);
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= lease.release(() => stopServer(cluster)));
  try {
    await ensureDatabase(lease.session, database);
  } catch (error) {
    await stop();
    throw new PostgresStartError(
      `The database "${database}" could not be created (${errorMessage(error)}): see ${cluster.logFile}.`,
      { cause: error },
    );
  }
  log(`PostgreSQL ${started ? 'started' : 'found running'} on ${HOST}:${port}`);
  const login = `${SUPERUSER}:${cluster.settings.password}`;
  return { url: `postgres://${login}@${HOST}:${port}/${database}`, started, stop };
}

async function prepareDataFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw dataFolderError(dataDir, error);
  }
}

/** Repeats itself, as any other process may start or stop the same server at any moment. */
async function joinOrStart(
  cluster: Cluster,
  durable: boolean,
): Promise<{ lease: Lease; port: number; started: boolean }> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let started = false;
  while (Date.now() < deadline) {
    const state = await serverState(cluster.dir);
    if (state.is !== 'running') {
      started = await startServer(cluster, durable);
    } else {
      const lease = await claim(cluster, state.port);
      if (lease) return { lease, port: state.port, started };
    }
    if (!started) await sleep(RETRY_DELAY_MS);
  }
  throw new PostgresStartError(
    `PostgreSQL in ${cluster.dir} did not become ready in ${START_TIMEOUT_MS / 1000} seconds: see ${cluster.logFile}, and start again.`,
  );
}

async function claim(cluster: Cluster, port: number): Promise<Lease | undefined> {
  try {
    return await takeLease(port, cluster.settings.password);
  } catch (error) {
    throw new PostgresStartError(
      `The PostgreSQL running in ${cluster.dir} refuses this project (${errorMessage(error)}): restore its password, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
}

async function ensureDatabase(session: Client, name: string): Promise<void> {
  const { rowCount } = await session.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return;
  try {
    await session.query(`CREATE DATABASE ${escapeIdentifier(name)}`);
  } catch (error) {
    // duplicate_database or, at the very same moment, unique_violation: another process was faster.
    if (!['42P04', '23505'].includes(errorCode(error) ?? '')) throw error;
  }
}
