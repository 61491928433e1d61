import { readFileSync, writeFileSync } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from './errors';

/** A server's state by the lock file it keeps in its cluster. */
export type ServerState =
  { is: 'stopped' } | { is: 'stale'; pid: number } | { is: 'running'; pid: number; port: number };

/**
 * Whether the cluster is being served, and on which port; the server may still be starting up.
 * `stale`: the lock file of a killed server names a process that now is something else.
 * @see https://www.postgresql.org/docs/18/storage-file-layout.html `postmaster.pid`
 */
export async function serverState(dir: string): Promise<ServerState> {
  const lock = await readFile(path.join(dir, 'postmaster.pid'), 'utf8').catch(() => undefined);
  const [pid, , , port] = (lock ?? '').split('\n').map(Number);
  // Lines are missing while the file is being written.
  if (!pid || !port || !isAlive(pid)) return { is: 'stopped' };
  return (await isServerOf(dir, pid)) ? { is: 'running', pid, port } : { is: 'stale', pid };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}

/**
 * Process ids start over with every boot of the machine or container, and a zombie keeps its id, so
 * a living process has to be looked at. Only Linux shows it; elsewhere the lock file is believed.
 */
async function isServerOf(dir: string, pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  if (!/\(postgres\) [^ZX]/.test(status)) return false;
  // A server's working directory is its cluster. Root of a container may not be allowed to look.
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => dir);
  return cwd === dir;
}

/**
 * Makes this process the holder of a stale lock file. PostgreSQL trusts a lock held by the process
 * that runs pg_ctl to be stale, and still checks that no process of the dead server is using the
 * cluster, which it could not after the file was deleted.
 * @param stalePid who holds it; nothing is done when another server has taken it meanwhile
 */
export function takeOverLock(dir: string, stalePid: number): void {
  const file = path.join(dir, 'postmaster.pid');
  // Synchronously, to leave others no time between the look and the change.
  const [holder, ...rest] = readFileSync(file, 'utf8').split('\n');
  if (Number(holder) === stalePid) writeFileSync(file, [process.pid, ...rest].join('\n'));
}
