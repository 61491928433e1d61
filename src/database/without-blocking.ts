import { setTimeout as delay } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import type { Connection } from '../strapi-services';

/**
 * Shorter than PostgreSQL's `deadlock_timeout` (1 s): where tables and rows are waited for in a
 * circle, this gives way before PostgreSQL picks somebody's request to end it.
 */
const LONGEST_WAIT = '500ms';

const MAX_ATTEMPTS = 30;
const LONGEST_PAUSE_MS = 1_000;

const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK_DETECTED = '40P01';

const isInTheWay = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === LOCK_NOT_AVAILABLE || error.code === DEADLOCK_DETECTED);

type Change = (trx: Connection, limitWaiting: () => Promise<unknown>) => Promise<void>;

/**
 * Runs a change of tables in a transaction while others may be writing to them. From `limitWaiting()`
 * on, it waits for a lock no longer than half a second; then everything is undone, and tried again
 * after a pause.
 *
 * @throws what the database throws at the 30th attempt, after about half a minute
 */
export const withoutBlocking = async (strapi: Core.Strapi, change: Change): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await strapi.db.transaction(({ trx }: { trx: Connection }) =>
        change(trx, () => trx.raw(`SET LOCAL lock_timeout = '${LONGEST_WAIT}'`)),
      );
      return;
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isInTheWay(error)) throw error;
      strapi.log.warn('Tables are in use; the constraints are applied in a moment.');
      await delay(Math.random() * LONGEST_PAUSE_MS);
    }
  }
};
