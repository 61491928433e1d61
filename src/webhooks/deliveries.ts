import type { Core } from '@strapi/strapi';
import type { Connection } from '../strapi-services';
import type { Webhook } from '../strapi-services/webhooks';
import { webhookSettings } from './settings';

/** A row of `webhook_deliveries` that this server is to send. */
export interface Delivery {
  id: string;
  event: string;
  payload: object;
  createdAt: Date;
  /** With the one that begins now. */
  attempts: number;
}

/** A webhook that has something to be sent to. */
export interface Waiting extends Webhook {
  id: number;
  isEnabled: boolean;
  /** Until the next attempt is due; not positive when it is. */
  waitMs: number;
}

/**
 * The earliest of each, by `webhook_deliveries_due_ix`: a receiver that is down may have many.
 *
 * `::json`, because Strapi has `jsonb` given as text.
 */
const FIND_WAITING = `
  SELECT webhook.id, webhook.url, webhook.headers::json, webhook.enabled AS "isEnabled",
    extract(epoch FROM due.next_attempt_at - clock_timestamp())::float8 * 1000 AS "waitMs"
  FROM strapi_webhooks AS webhook
  CROSS JOIN LATERAL (
    SELECT next_attempt_at FROM webhook_deliveries
    WHERE webhook_id = webhook.id AND given_up_at IS NULL
    ORDER BY next_attempt_at
    LIMIT 1
  ) AS due`;

/**
 * Those that another server is claiming are passed over, and those that it has claimed are not due
 * before its attempt must have ended.
 */
const CLAIM = `
  UPDATE webhook_deliveries AS delivery
  SET attempts = attempts + 1, next_attempt_at = clock_timestamp() + ? * interval '1 ms'
  FROM (
    SELECT id FROM webhook_deliveries
    WHERE webhook_id = ? AND given_up_at IS NULL AND next_attempt_at <= clock_timestamp()
    ORDER BY next_attempt_at
    LIMIT ?
    FOR UPDATE SKIP LOCKED
  ) AS due
  WHERE delivery.id = due.id
  RETURNING delivery.id, event, payload, created_at AS "createdAt", attempts`;

/** Not when the time has run out and another server has begun an attempt of its own. */
const IF_STILL_MINE = 'id = ? AND attempts = ?';

const FORGET = `DELETE FROM webhook_deliveries WHERE ${IF_STILL_MINE}`;

const POSTPONE = `
  UPDATE webhook_deliveries
  SET next_attempt_at = clock_timestamp() + ? * interval '1 ms', last_error = ?
  WHERE ${IF_STILL_MINE}`;

const GIVE_UP = `
  UPDATE webhook_deliveries SET given_up_at = clock_timestamp(), last_error = ?
  WHERE ${IF_STILL_MINE}`;

const RELEASE = `
  UPDATE webhook_deliveries
  SET next_attempt_at = clock_timestamp(), attempts = attempts - 1
  WHERE ${IF_STILL_MINE}`;

const DROP = 'DELETE FROM webhook_deliveries WHERE webhook_id = ? AND given_up_at IS NULL';

/** By `webhook_deliveries_given_up_ix`. */
const FORGET_OLD = `DELETE FROM webhook_deliveries WHERE given_up_at < now() - interval '7 days'`;

/** What an attempt takes besides waiting for the receiver. */
const MARGIN_MS = 5_000;

const run = async (strapi: Core.Strapi, sql: string, values: unknown[] = []): Promise<void> => {
  await strapi.db.connection.raw(sql, values as never);
};

/**
 * Notes an event for every enabled webhook that asks for it.
 *
 * @param connection of the transaction that the event is about, where there is one
 */
export const noteForWebhooks = async (
  connection: Connection,
  event: string,
  payload: object,
): Promise<void> => {
  await connection.raw('SELECT note_webhooks(?, ?)', [event, JSON.stringify(payload)]);
};

/** Whether an event is worth putting into JSON. */
export const isAskedFor = async (strapi: Core.Strapi, event: string): Promise<boolean> => {
  const { rows } = await strapi.db.connection.raw<{ rows: unknown[] }>(
    'SELECT FROM strapi_webhooks WHERE enabled AND events @> to_jsonb(?::text) LIMIT 1',
    [event],
  );
  return rows.length > 0;
};

/** The webhooks that have something to be sent to, now or later. */
export const findWaiting = async (strapi: Core.Strapi): Promise<Waiting[]> => {
  const { rows } = await strapi.db.connection.raw<{ rows: Waiting[] }>(FIND_WAITING);
  return rows;
};

/** Takes deliveries that are due, the oldest first; no other server does until the attempt has ended. */
export const claim = async (
  strapi: Core.Strapi,
  webhookId: number,
  limit: number,
): Promise<Delivery[]> => {
  const leaseMs = webhookSettings(strapi).timeoutMs + MARGIN_MS;
  const { rows } = await strapi.db.connection.raw<{ rows: Delivery[] }>(CLAIM, [
    leaseMs,
    webhookId,
    limit,
  ]);
  return rows;
};

export const forget = (strapi: Core.Strapi, { id, attempts }: Delivery): Promise<void> =>
  run(strapi, FORGET, [id, attempts]);

export const postpone = (
  strapi: Core.Strapi,
  { id, attempts }: Delivery,
  delayMs: number,
  reason: string,
): Promise<void> => run(strapi, POSTPONE, [delayMs, reason, id, attempts]);

export const giveUp = (
  strapi: Core.Strapi,
  { id, attempts }: Delivery,
  reason: string,
): Promise<void> => run(strapi, GIVE_UP, [reason, id, attempts]);

/** As if the attempt had not been. */
export const release = (strapi: Core.Strapi, { id, attempts }: Delivery): Promise<void> =>
  run(strapi, RELEASE, [id, attempts]);

/** What a disabled webhook has yet to be told. */
export const drop = (strapi: Core.Strapi, webhookId: number): Promise<void> =>
  run(strapi, DROP, [webhookId]);

/** What was given up a week ago. */
export const forgetOld = (strapi: Core.Strapi): Promise<void> => run(strapi, FORGET_OLD);
