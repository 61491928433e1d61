import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { PostgresStartError } from './errors';
import type { SystemUser } from './run';

/** The database's superuser, and the owner of everything in it. */
export const SUPERUSER = 'reelbase';

const clusterSettings = z.object({
  password: z.string().min(1),
  /** TCP port of the last run, taken again when it is free. */
  port: z.number().int().optional(),
});

/** What this project has to remember about its cluster. */
export type ClusterSettings = z.infer<typeof clusterSettings>;

// Inside the cluster, so that password and cluster come, move and go together.
const settingsFile = (cluster: string): string => path.join(cluster, 'reelbase.json');

/** @throws PostgresStartError when they are not there or not readable as such */
export async function readSettings(cluster: string): Promise<ClusterSettings> {
  const file = settingsFile(cluster);
  try {
    return clusterSettings.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new PostgresStartError(
      `The password of the database in ${cluster} cannot be read from ${file}: restore that file, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
}

/** Replaces the settings at once, so that a crash leaves the old ones or the new ones. */
export async function writeSettings(
  cluster: string,
  settings: ClusterSettings,
  user: SystemUser | undefined,
): Promise<void> {
  const partial = path.join(cluster, `reelbase.${randomBytes(6).toString('hex')}.json`);
  // Exclusive creation: as root we must not follow a link that the folder's owner has put there.
  const file = await open(partial, 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify(settings));
    if (user) await file.chown(user.uid, user.gid);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, settingsFile(cluster));
}
