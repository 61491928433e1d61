import type { Core } from '@strapi/strapi';
import type { Connection } from '../../strapi-services';

const LOCK_USER =
  'SELECT COALESCE(blocked, false) AS blocked FROM up_users WHERE id = ? FOR NO KEY UPDATE';

/**
 * Lets everything that replaces or ends sessions of one user wait for each other, so that a logout
 * never misses the session that a refresh is just about to create. All of it locks the user's row
 * first, which also rules out deadlocks.
 *
 * @param work what is done in the transaction; `user` is undefined when there is none with that id
 */
export const withUserLocked = async <Result>(
  strapi: Core.Strapi,
  userId: number,
  work: (trx: Connection, user: { blocked: boolean } | undefined) => Promise<Result>,
): Promise<Result> =>
  strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
    const { rows } = await trx.raw<{ rows: { blocked: boolean }[] }>(LOCK_USER, [userId]);
    return work(trx, rows[0]);
  });
