import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { createCluster, sweepNurseries } from './create-cluster';
import { dataFolderError, errorCode, PostgresStartError } from './errors';
import type { SystemUser } from './run';
import { prepareRuntime, type Runtime } from './runtime';
import { readSettings, type ClusterSettings } from './settings';
import { canUse, foreignCluster, serverUser } from './system-user';

/** A project's cluster, ready to be served. */
export interface Cluster {
  /** Absolute path of PostgreSQL's data directory, free of symlinks. */
  dir: string;
  /** Absolute path of the server's log. */
  logFile: string;
  runtime: Runtime;
  /** Whom the server is run as, undefined for this process's own user. */
  user: SystemUser | undefined;
  settings: ClusterSettings;
}

/**
 * Finds the cluster of a data folder, `<dataDir>/postgres` or where that link points, and creates
 * it when there is none. Processes that do this at the same moment end up with the same cluster.
 * @throws PostgresStartError
 */
export async function openCluster(options: {
  dataDir: string;
  durable: boolean;
  log: (line: string) => void;
}): Promise<Cluster> {
  const { dataDir, log } = options;
  const pointer = path.join(dataDir, 'postgres');
  await sweepNurseries(dataDir);
  const existing = await locate(pointer);
  const user = await serverUser(existing);
  const runtime = await prepareRuntime(user, dataDir);
  if (existing === undefined) {
    log(`Creating a database in ${pointer}`);
    await createCluster({ ...options, pointer, runtime, user });
  }
  const dir = existing ?? (await locate(pointer));
  if (dir === undefined) throw new PostgresStartError(`${pointer} vanished: start again.`);
  await checkUsable(dir, runtime, user);
  const logFile = path.join(dataDir, 'postgres.log');
  return { dir, logFile, runtime, user, settings: await readSettings(dir) };
}

/** The real path of the existing cluster, undefined when there is none. */
async function locate(pointer: string): Promise<string | undefined> {
  try {
    const entry = await lstat(pointer);
    if (entry.isFile()) throw Object.assign(new Error(), { code: 'EEXIST' });
    const dir = await realpath(pointer);
    return (await readdir(dir)).length > 0 ? dir : undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      const linked = await lstat(pointer).catch(() => undefined);
      if (!linked) return undefined;
      throw new PostgresStartError(
        `The database that ${pointer} points to is gone: put it back, or delete that link to start with an empty database.`,
      );
    }
    if (errorCode(error) === 'EACCES') throw foreignCluster(pointer);
    throw dataFolderError(path.dirname(pointer), error);
  }
}

async function checkUsable(
  dir: string,
  runtime: Runtime,
  user: SystemUser | undefined,
): Promise<void> {
  if (user && !(await canUse(dir, user))) {
    throw new PostgresStartError(
      `The owner of the database in ${dir} (user id ${user.uid}), as whom it has to be run, has no access to that folder: move the project, or set DATA_DIR to a folder that user can reach.`,
    );
  }
  const version = await readFile(path.join(dir, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    throw new PostgresStartError(
      `${dir} is in the way, as it is not a PostgreSQL database: delete it, or set DATA_DIR to another folder.`,
    );
  }
  if (version.trim() !== runtime.major) {
    throw new PostgresStartError(
      `The database in ${dir} was made by PostgreSQL ${version.trim()} and cannot be read by PostgreSQL ${runtime.major}: move its contents with pg_dump of the old version, or delete that folder to start with an empty database.`,
    );
  }
}
