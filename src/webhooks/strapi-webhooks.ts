import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { EVENT_NAMES, isDomainEvent } from '../events/names';
import { webhookRunner, webhookStore } from '../strapi-services/webhooks';
import { isAskedFor, noteForWebhooks } from './deliveries';
import { send } from './send';

/** Lets webhooks be made for the events of this project; Strapi refuses events it has not heard of. */
export const allowDomainEvents = (strapi: Core.Strapi): void => {
  for (const [event, key] of Object.entries(EVENT_NAMES)) {
    webhookStore(strapi).addAllowedEvent(key, event);
  }
};

/** Others may add theirs at any time. */
const isAllowed = (strapi: Core.Strapi, event: string): boolean => {
  const store = webhookStore(strapi);
  return store.listAllowedEvents().some((key) => store.getAllowedEvent(key) === event);
};

/**
 * Notes events of Strapi, and of others on its hub, for the webhooks that ask for them. They are told
 * after their commit, so a server that is killed in that moment has lost them.
 *
 * Webhooks are looked up in the database: Strapi's own list has only those that were there when this
 * server started, or were made on it.
 */
export const noteEventsOfStrapi = (strapi: Core.Strapi, noted: () => void): void => {
  strapi.eventHub.subscribe(async (event: string, payload: object = {}) => {
    if (isDomainEvent(event) || !isAllowed(strapi, event)) return;
    if (!(await isAskedFor(strapi, event))) return;
    await noteForWebhooks(strapi.db.connection, event, payload);
    noted();
  });
};

/**
 * Takes the sending from Strapi's webhook runner, which tries once, follows redirects, reads whole
 * answers, and has forgotten everything after a crash. Where webhooks are kept, the panel's pages for
 * them, `server.webhooks` and the proxy stay Strapi's.
 */
export const replaceRunner = (strapi: Core.Strapi): void => {
  const runner = webhookRunner(strapi);
  runner.createListener = () => undefined;
  // What remains is the button "Trigger", whose answer is shown to who presses it.
  runner.run = async (webhook, event, payload = {}) => {
    const message = { deliveryId: randomUUID(), event, createdAt: new Date(), payload };
    const { isDelivered, status = 500, reason } = await send(strapi, webhook, message);
    return isDelivered ? { statusCode: status } : { statusCode: status, message: reason };
  };
};
