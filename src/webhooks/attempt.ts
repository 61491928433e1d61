import type { Core } from '@strapi/strapi';
import type { Webhook } from '../strapi-services/webhooks';
import { type Delivery, forget, giveUp, postpone, release } from './deliveries';
import { type Answer, send } from './send';
import { webhookSettings } from './settings';

/** The receiver is gone for good, by what it says itself. */
const GONE = 410;

/** Of a delay, so that receivers that come back are not asked for everything in the same moment. */
const JITTER = 0.2;

const jittered = (delayMs: number): number =>
  Math.round(delayMs * (1 - JITTER + 2 * JITTER * Math.random()));

const fail = async (
  strapi: Core.Strapi,
  webhook: Webhook,
  delivery: Delivery,
  { status, reason = '' }: Answer,
): Promise<void> => {
  const { id, event, attempts } = delivery;
  const what = `Webhook ${webhook.id} has not received "${event}" (delivery ${id}, attempt ${attempts})`;
  const delayMs = status === GONE ? undefined : webhookSettings(strapi).retryDelaysMs[attempts - 1];
  if (delayMs === undefined) {
    await giveUp(strapi, delivery, reason);
    strapi.log.error(
      `${what}, and will not: ${reason} The delivery is kept for a week in webhook_deliveries.`,
    );
    return;
  }
  await postpone(strapi, delivery, jittered(delayMs), reason);
  strapi.log.info(`${what}: ${reason} It is tried again.`);
};

/**
 * Sends a claimed delivery once, and notes what has become of it.
 *
 * @param stopping ends the attempt; the delivery is then left to the next server
 */
export const attempt = async (
  strapi: Core.Strapi,
  webhook: Webhook,
  delivery: Delivery,
  stopping: AbortSignal,
): Promise<void> => {
  const { id, event, createdAt, payload } = delivery;
  const message = { deliveryId: id, event, createdAt, payload };
  const answer = await send(strapi, webhook, message, stopping);
  if (answer.isDelivered) await forget(strapi, delivery);
  else if (stopping.aborted) await release(strapi, delivery);
  else await fail(strapi, webhook, delivery, answer);
};
