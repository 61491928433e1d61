import { stat } from 'node:fs/promises';
import { PostgresStartError } from './errors';
import { run, type SystemUser } from './run';

const USER_NAME = 'postgres';

/** Whether this process is root, whom PostgreSQL refuses to run as. */
export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Whom to run PostgreSQL as: undefined, which is this process's own user, unless that is root;
 * then the owner of the cluster, and for a new cluster the system user `postgres`, who is created
 * when the machine has none.
 * @param cluster folder of the existing cluster, undefined when there is none yet
 * @throws PostgresStartError when the cluster belongs to somebody this process cannot run as, or
 *   no user can be created
 */
export async function serverUser(cluster: string | undefined): Promise<SystemUser | undefined> {
  if (cluster === undefined) return isRoot() ? systemUser() : undefined;
  const { uid, gid } = await stat(cluster);
  if (!isRoot()) {
    if (process.getuid !== undefined && uid !== process.getuid())
      throw foreignCluster(cluster, uid);
    return undefined;
  }
  if (uid === 0) {
    throw new PostgresStartError(
      `The database in ${cluster} belongs to root, as whom PostgreSQL does not run: give it back with "chown -R ${USER_NAME}: ${cluster}".`,
    );
  }
  return { uid, gid };
}

/** The error for a cluster that another user, whose id may not be known, has made. */
export function foreignCluster(cluster: string, uid?: number): PostgresStartError {
  const owner = uid === undefined ? 'another user' : `another user (id ${uid})`;
  return new PostgresStartError(
    `The database in ${cluster} belongs to ${owner}: run this as the user who created it (root, if it was made as root), or set DATA_DIR to another folder.`,
  );
}

/** Whether that user can enter and write a folder; tried for real, as every folder above counts. */
export async function canUse(folder: string, user: SystemUser): Promise<boolean> {
  const script = 'cd "$1" && test -w .';
  return (await run('/bin/sh', ['-c', script, 'sh', folder], { user })).ok;
}

async function systemUser(): Promise<SystemUser> {
  const existing = await lookUp();
  if (existing) return existing;
  // Either may be there already, alone or by a process started at the same moment.
  await run('groupadd', ['--system', USER_NAME]);
  const { stderr } = await run('useradd', [
    ...['--system', '--gid', USER_NAME, '--no-create-home'],
    ...['--shell', '/usr/sbin/nologin', USER_NAME],
  ]);
  const created = await lookUp();
  if (created) return created;
  throw new PostgresStartError(
    `PostgreSQL does not run as root, and the system user "${USER_NAME}" could not be created (${stderr.trim()}): run this as an ordinary user, or create that user.`,
  );
}

async function lookUp(): Promise<SystemUser | undefined> {
  const [uid, gid] = await Promise.all([
    run('id', ['-u', USER_NAME]),
    run('id', ['-g', USER_NAME]),
  ]);
  return uid.ok && gid.ok ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}
