import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { StorageError } from './errors';

/** Renewed three times before it ends: only a server that is gone, or stands still, loses it. */
const RENEW_MS = 10_000;

const POLL_MS = 50;
const MAX_WAIT_MS = 30_000;

const TAKE = `
  INSERT INTO storage_locks (family, holder, expires_at)
  VALUES (?, ?, clock_timestamp() + interval '30 seconds')
  ON CONFLICT (family) DO UPDATE SET holder = EXCLUDED.holder, expires_at = EXCLUDED.expires_at
    WHERE storage_locks.expires_at < clock_timestamp()
  RETURNING holder`;

const RENEW = `
  UPDATE storage_locks SET expires_at = clock_timestamp() + interval '30 seconds'
  WHERE family = ? AND holder = ?`;

const RELEASE = 'DELETE FROM storage_locks WHERE family = ? AND holder = ?';

const take = async (strapi: Core.Strapi, family: string, holder: string): Promise<boolean> => {
  const { rows } = await strapi.db.connection.raw<{ rows: unknown[] }>(TAKE, [family, holder]);
  return rows.length > 0;
};

/** Neither ends the work that was done under the lock: it expires by itself. */
const runQuietly = async (strapi: Core.Strapi, sql: string, values: string[]): Promise<void> => {
  try {
    await strapi.db.connection.raw(sql, values);
  } catch (error) {
    strapi.log.warn(`A lock of stored files is not renewed or released: ${String(error)}`);
  }
};

const holding = async <Result>(
  strapi: Core.Strapi,
  values: [family: string, holder: string],
  work: () => Promise<Result>,
): Promise<Result> => {
  const renewal = setInterval(() => void runQuietly(strapi, RENEW, values), RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await runQuietly(strapi, RELEASE, values);
  }
};

/**
 * Does something with the objects of a family (`familyOf`) while no server does anything else with
 * them, or nothing when one does.
 *
 * The lock is a row with a time at which it ends, not a lock of PostgreSQL's: those are tied to a
 * connection or a transaction, of which each file would keep one for as long as S3 takes. Nothing has
 * to be cleaned up after a crash; the row is taken over when its time has come.
 *
 * @returns undefined when it is locked
 */
export const tryAlone = async <Result>(
  strapi: Core.Strapi,
  family: string,
  work: () => Promise<Result>,
): Promise<Result | undefined> => {
  const holder = randomUUID();
  if (!(await take(strapi, family, holder))) return undefined;
  return holding(strapi, [family, holder], work);
};

/**
 * As `tryAlone`, after everybody else.
 *
 * @throws {StorageError} when its turn has not come within half a minute
 */
export const alone = async <Result>(
  strapi: Core.Strapi,
  family: string,
  work: () => Promise<Result>,
): Promise<Result> => {
  const holder = randomUUID();
  const end = Date.now() + MAX_WAIT_MS;
  while (!(await take(strapi, family, holder))) {
    if (Date.now() > end) throw new StorageError('busy');
    await delay(POLL_MS);
  }
  return holding(strapi, [family, holder], work);
};
