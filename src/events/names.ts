import type { DomainEvents } from '../../types/domain-events';

export type EventName = keyof DomainEvents;

/** The events of this project, each with the key by which Strapi knows that webhooks may ask for it. */
export const EVENT_NAMES: Record<EventName, string> = {
  'movie.published': 'MOVIE_PUBLISHED',
  'movie.unpublished': 'MOVIE_UNPUBLISHED',
  'favorite.added': 'FAVORITE_ADDED',
  'favorite.removed': 'FAVORITE_REMOVED',
  'person.primary-photo.changed': 'PERSON_PRIMARY_PHOTO_CHANGED',
  'catalogue.imported': 'CATALOGUE_IMPORTED',
};

export const isDomainEvent = (name: string): name is EventName => Object.hasOwn(EVENT_NAMES, name);
