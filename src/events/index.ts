import type { Core } from '@strapi/strapi';
import type { DomainEvents } from '../../types/domain-events';
import type { Connection } from '../strapi-services';
import { noteForWebhooks, wakeWebhooks } from '../webhooks';
import { isolateSubscribers, tell } from './isolation';
import type { EventName } from './names';

export { isolateSubscribers, subscribersSettled } from './isolation';

/**
 * Subscribes to an event of this project, for as long as the server runs. Plugins and types may call it
 * in `register` as well as in `bootstrap`.
 *
 * Each subscriber has a copy of the event. Nobody waits for it; what it throws is logged, and harms
 * neither the change that it is told of, which is committed, nor other subscribers.
 *
 * @returns ends the subscription
 */
export const on = <Name extends EventName>(
  strapi: Core.Strapi,
  name: Name,
  subscriber: (event: DomainEvents[Name]) => unknown,
): (() => void) => {
  isolateSubscribers(strapi);
  return strapi.eventHub.on(name, async (event: DomainEvents[Name]) => {
    await subscriber(event);
  });
};

type OnCommit = (callback: () => void) => void;

/**
 * Tells subscribers of something that has happened, and sends what is noted for webhooks: at once, or
 * after the commit of the transaction that the caller is in. For changes that note it themselves in
 * SQL, with `note_webhooks`; all others call `announce`.
 */
export const emitEvent = <Name extends EventName>(
  strapi: Core.Strapi,
  name: Name,
  payload: DomainEvents[Name],
): void => {
  const emit = () => {
    tell(strapi, name, payload);
    wakeWebhooks();
  };
  if (!strapi.db.inTransaction()) {
    emit();
    return;
  }
  void strapi.db.transaction(({ onCommit }: { onCommit: OnCommit }) => {
    onCommit(emit);
  });
};

/**
 * Tells subscribers and webhooks of a change, when it is committed. Call it within the transaction of
 * the change: what webhooks are to be told is then written with it, and no crash loses it.
 *
 * @throws what the database throws, and then the change cannot be committed
 */
export const announce = async <Name extends EventName>(
  strapi: Core.Strapi,
  name: Name,
  payload: DomainEvents[Name],
): Promise<void> => {
  await strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
    await noteForWebhooks(trx, name, payload);
    emitEvent(strapi, name, payload);
  });
};
