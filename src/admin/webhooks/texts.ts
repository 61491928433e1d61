import type { MessageDescriptor } from 'react-intl';
import type { EventName } from '../../events/names';

const text = (id: string, defaultMessage: string): MessageDescriptor => ({
  id: `reelbase.webhooks.${id}`,
  defaultMessage,
});

export const GROUP = text('group', 'Events of the catalogue');

/** When each event comes, in the order in which they are offered. */
export const WHEN: Record<EventName, MessageDescriptor> = {
  'movie.published': text('movie.published', 'A movie is published, for the first time or anew'),
  'movie.unpublished': text('movie.unpublished', 'A published movie is unpublished or deleted'),
  'catalogue.imported': text('catalogue.imported', 'An import has created movies'),
  'person.primary-photo.changed': text(
    'person.primary-photo.changed',
    'A person has another primary photo, or none any more',
  ),
  'favorite.added': text('favorite.added', 'A user has favorited a movie'),
  'favorite.removed': text('favorite.removed', 'A user has removed a favorite'),
};
