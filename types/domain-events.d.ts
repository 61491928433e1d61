/** What is told about a favorite. Who may receive events is trusted to know whose it is. */
interface FavoriteEvent {
  user: { documentId: string };
  movie: { documentId: string };
  /** Of the movie, after the change. */
  favoritesCount: number;
}

/** What is told about a person's photos. */
interface PrimaryPhotoEvent {
  person: { documentId: string };
  /** The file that is the primary photo now; null when there are no photos any more. */
  photo: { documentId: string } | null;
}

/** The events of this project on Strapi's event hub, by name, each with its payload. */
export interface DomainEvents {
  /** A user has favorited a movie. Repeating it is no event. */
  'favorite.added': FavoriteEvent;
  /** A user has removed a favorite. Favorites that go with their user or movie are no event. */
  'favorite.removed': FavoriteEvent;
  /** A person has another primary photo than before, or the first one, or none any more. */
  'person.primary-photo.changed': PrimaryPhotoEvent;
}
