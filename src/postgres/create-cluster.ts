import { randomBytes } from 'node:crypto';
import {
  chown,
  mkdtemp,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { dataFolderError, errorCode, failureReason, PostgresStartError } from './errors';
import { run, type SystemUser } from './run';
import { makeSharedFolder, SYSTEM_HOME, type Runtime } from './runtime';
import { SUPERUSER, writeSettings } from './settings';
import { canUse } from './system-user';

interface NewCluster {
  dataDir: string;
  /** Where the cluster is to be found: it is put there, or linked from there. */
  pointer: string;
  runtime: Runtime;
  user: SystemUser | undefined;
  /** false: not synced to disk. */
  durable: boolean;
  log: (line: string) => void;
}

/** Folders in which a cluster is being made start so; initdb takes seconds, so older ones are dead. */
const NURSERY_PREFIX = 'postgres.new-';
const NURSERY_LIFETIME_MS = 10 * 60 * 1000;

/**
 * Makes a cluster in a folder aside and puts it in place when it is complete, so that a crash
 * leaves nothing half-created. When another process was faster, its cluster stays.
 * @throws PostgresStartError
 */
export async function createCluster(options: NewCluster): Promise<void> {
  const { dataDir, pointer, user, log } = options;
  let parent = dataDir;
  let nursery: string | undefined;
  try {
    nursery = await makeNursery(parent, user);
    if (user && !(await canUse(nursery, user))) {
      await rm(nursery, { recursive: true });
      parent = SYSTEM_HOME;
      await makeSharedFolder(parent);
      await sweepNurseries(parent);
      nursery = await makeNursery(parent, user);
    }
    const cluster = path.join(nursery, 'cluster');
    await initdb(nursery, cluster, options);
    if (parent === dataDir) {
      await rename(cluster, pointer);
    } else {
      const place = await placeOutside(cluster, pointer);
      log(`It is kept in ${place}, as ${dataDir} is closed to the user it runs as`);
    }
  } catch (error) {
    // What is in place already, a folder or a link, is the cluster of a faster process.
    const taken = ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(errorCode(error) ?? '');
    if (!(taken && nursery !== undefined)) throw dataFolderError(parent, error);
  } finally {
    if (nursery !== undefined) await rm(nursery, { recursive: true, force: true });
  }
}

/**
 * Where the data folder is closed to the server's user, as in the home folder of root, the cluster
 * goes to a system folder. Opening the folders above would expose what else is in there.
 */
async function placeOutside(cluster: string, pointer: string): Promise<string> {
  const place = path.join(SYSTEM_HOME, randomBytes(8).toString('hex'));
  await rename(cluster, place);
  try {
    await rmdir(pointer).catch(() => undefined);
    await symlink(place, pointer);
    return place;
  } catch (error) {
    await rm(place, { recursive: true });
    throw error;
  }
}

async function makeNursery(parent: string, user: SystemUser | undefined): Promise<string> {
  const nursery = await mkdtemp(path.join(parent, NURSERY_PREFIX));
  if (user) await chown(nursery, user.uid, user.gid);
  return nursery;
}

/** Removes what a process has left that was killed while it made a cluster. */
export async function sweepNurseries(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(NURSERY_PREFIX)) continue;
    const nursery = path.join(parent, name);
    const { mtimeMs } = await stat(nursery).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > NURSERY_LIFETIME_MS) {
      await rm(nursery, { recursive: true, force: true });
    }
  }
}

async function initdb(
  nursery: string,
  cluster: string,
  { runtime, user, durable }: NewCluster,
): Promise<void> {
  const password = randomBytes(24).toString('base64url');
  const passwordFile = path.join(nursery, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);
  const { ok, stderr } = await run(
    runtime.program('initdb'),
    [
      ...['--pgdata', cluster, '--username', SUPERUSER, '--pwfile', passwordFile],
      ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-instructions'],
      ...(await localeOptions()),
      ...(durable ? [] : ['--no-sync']),
    ],
    { user },
  );
  if (!ok) {
    throw new PostgresStartError(
      `PostgreSQL's initdb could not create a database in ${path.dirname(nursery)} (${failureReason(stderr)}): correct that, or set DATA_DIR to another folder.`,
    );
  }
  await writeSettings(cluster, { password }, user);
}

/**
 * Sorting by ICU's root collation, which the binaries bring along: the same on every machine, and
 * alphabetical for people ("del Toro" before "Élisa" before "Zodiac"; by code point, as C.UTF-8
 * sorts, lower case and accents come after "Z"). LC_CTYPE nevertheless has to be a UTF-8 locale of
 * the machine where there is one: under C, pg_trgm takes only ASCII letters for letters.
 */
async function localeOptions(): Promise<string[]> {
  const available = new Set((await run('locale', ['-a'])).stdout.split(/\r?\n/));
  const ctype = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'en_US.utf8'].find((name) =>
    available.has(name),
  );
  return [
    ...['--locale', 'C', '--lc-ctype', ctype ?? 'C'],
    ...['--locale-provider', 'icu', '--icu-locale', 'und'],
  ];
}
