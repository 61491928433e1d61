import { randomInt } from 'node:crypto';
import { open, readFile, rename, stat, type FileHandle } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster';
import { dataFolderError, failureReason, PostgresStartError } from './errors';
import { run } from './run';
import { writeSettings } from './settings';
import { serverState, takeOverLock } from './server-state';
import { isRoot } from './system-user';

/** Loopback only: the server is for this project on this machine. */
export const HOST = '127.0.0.1';

const STOP_TIMEOUT_MS = 30_000;
const STOP_POLL_MS = 20;

const MAX_LOG_BYTES = 10 * 1024 * 1024;

/**
 * Starts the server with pg_ctl and waits until it takes connections.
 * @returns false when it did not start for a reason that passes: another process is starting it, the
 *   port was taken in between, or processes of a killed server are still ending
 * @throws PostgresStartError
 */
export async function startServer(cluster: Cluster, durable: boolean): Promise<boolean> {
  const { dir, runtime, user, settings } = cluster;
  const state = await serverState(dir);
  if (state.is === 'stale') takeOverLock(dir, state.pid);
  const port = await freePort(settings.port);
  const log = await openLog(cluster.logFile);
  try {
    const { size } = await log.stat();
    const args = ['start', '--pgdata', dir, '--wait', '--silent', '--timeout', '60', '-o'];
    // pg_ctl's own --log would be opened by the server's user, who may not be able to.
    const { ok } = await run(runtime.program('pg_ctl'), [...args, serverOptions(port, durable)], {
      user,
      logFd: log.fd,
    });
    if (ok) {
      if (settings.port !== port) await writeSettings(dir, { ...settings, port }, user);
      return true;
    }
    const said = (await readFile(cluster.logFile)).subarray(size).toString();
    if (
      /lock file .* already exists|still in use|could not bind|did not start in time/.test(said)
    ) {
      return false;
    }
    throw new PostgresStartError(
      `PostgreSQL does not start (${failureReason(said)}): see ${cluster.logFile} and correct that, or set DATA_DIR to another folder.`,
    );
  } finally {
    await log.close();
  }
}

/**
 * Stops the server, ending its connections, and waits until it is down.
 * @throws Error when it does not go down
 */
export async function stopServer({ dir, runtime, user, logFile }: Cluster): Promise<void> {
  const before = await serverState(dir);
  if (before.is !== 'running') return;
  // An immediate stop loses nothing committed: the next start recovers from the write-ahead log.
  for (const mode of ['fast', 'immediate']) {
    const args = ['stop', '--pgdata', dir, '--mode', mode, '--no-wait'];
    await run(runtime.program('pg_ctl'), args, { user });
    // pg_ctl --wait only looks whether there is a lock file, and so would take the server that
    // another process starts right after this one for this one.
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    while (Date.now() < deadline) {
      const now = await serverState(dir);
      if (now.is !== 'running' || now.pid !== before.pid) return;
      await sleep(STOP_POLL_MS);
    }
  }
  throw new Error(`PostgreSQL in ${dir} does not stop: see ${logFile}.`);
}

/** For pg_ctl, which hands them to a shell. They prevail over the cluster's postgresql.conf. */
function serverOptions(port: number, durable: boolean): string {
  const settings = {
    listen_addresses: HOST,
    port,
    // TCP does; a socket would need a folder that is writable for the server's user.
    unix_socket_directories: "''",
    // For a catalogue of some 100,000 rows on a machine with 1 to 2 GB, shared with Node.
    max_connections: 100,
    shared_buffers: '256MB',
    effective_cache_size: '512MB',
    maintenance_work_mem: '128MB',
    // The disk is an SSD: an index is worth it sooner than the default for turning disks says.
    random_page_cost: 1.1,
    // Compiling a query takes longer than running it at this size.
    jit: 'off',
    // The same on every machine, not what initdb found.
    timezone: 'UTC',
    log_timezone: 'UTC',
    // For throw-away clusters of tests: a crash of the machine may lose everything, for speed.
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

/** The preferred port if it is free, else any; below 32768, where outgoing connections begin. */
async function freePort(preferred: number | undefined): Promise<number> {
  const port = preferred ?? randomInt(20_000, 32_000);
  const isFree = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: HOST }, () => probe.close(() => resolve(true)));
  });
  return isFree ? port : freePort(undefined);
}

async function openLog(file: string): Promise<FileHandle> {
  try {
    const { size } = await stat(file).catch(() => ({ size: 0 }));
    // One old log is kept, so that the reason of a crash is not lost with the restart.
    if (size > MAX_LOG_BYTES) await rename(file, `${file}.1`);
    const log = await open(file, 'a', 0o600);
    if (isRoot()) {
      // Whoever owns the data folder can still read and append to it when not run as root.
      const { uid, gid } = await stat(path.dirname(file));
      await log.chown(uid, gid);
    }
    return log;
  } catch (error) {
    throw dataFolderError(path.dirname(file), error);
  }
}
