import type { Core } from '@strapi/strapi';
import type { DomainEvents } from '../../types/domain-events';
import { webhookStore } from '../strapi-services';

type EventName = keyof DomainEvents;

const EVENT_NAMES: Record<EventName, string> = {
  'favorite.added': 'FAVORITE_ADDED',
  'favorite.removed': 'FAVORITE_REMOVED',
  'person.primary-photo.changed': 'PERSON_PRIMARY_PHOTO_CHANGED',
};

/** Lets webhooks be made for the events of this project; Strapi refuses events it has not heard of. */
export const allowWebhooks = (strapi: Core.Strapi): void => {
  for (const [event, key] of Object.entries(EVENT_NAMES)) {
    webhookStore(strapi).addAllowedEvent(key, event);
  }
};

/**
 * Tells subscribers and webhooks of something that has happened. Call it when the change is
 * committed; inside of a transaction, it waits for the commit. Nobody waits for the subscribers, and
 * one that fails is logged.
 */
export const emitEvent = <Name extends EventName>(
  strapi: Core.Strapi,
  name: Name,
  payload: DomainEvents[Name],
): void => {
  const emit = () => {
    strapi.eventHub.emit(name, payload).catch((error: unknown) => {
      strapi.log.error(`A subscriber of "${name}" has failed`, error);
    });
  };
  if (!strapi.db.inTransaction()) {
    emit();
    return;
  }
  void strapi.db.transaction(({ onCommit }: { onCommit: (callback: () => void) => void }) => {
    onCommit(emit);
  });
};
