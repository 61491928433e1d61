import type { Core } from '@strapi/strapi';
import { TABLE } from './counter';

const EVERY_FIVE_MINUTES = '*/5 * * * *';

/** Servers' clocks differ a little: a window that has ended here may be open elsewhere. */
const GRACE_MS = 60_000;

/**
 * Servers that clean up at the same moment leave each other's rows alone instead of waiting for them.
 * Found by `rate_limits_expire_ix`.
 */
const DELETE_EXPIRED = `
  DELETE FROM ${TABLE}
  WHERE key IN (SELECT key FROM ${TABLE} WHERE expire < ? FOR UPDATE SKIP LOCKED)`;

export const deleteExpired = async (strapi: Core.Strapi): Promise<void> => {
  await strapi.db.connection.raw(DELETE_EXPIRED, [Date.now() - GRACE_MS]);
};

/** Removes counters whose window has ended, every five minutes until `strapi.destroy()`. */
export const deleteExpiredRegularly = (strapi: Core.Strapi): void => {
  strapi.cron.add({
    'delete expired rate limits': {
      task: () => deleteExpired(strapi),
      options: EVERY_FIVE_MINUTES,
    },
  });
};
