interface Document {
  documentId: string;
}

/** What is told about a favorite. Who may receive events is trusted to know whose it is. */
interface FavoriteEvent {
  user: Document;
  movie: Document;
  /** Of the movie, after the change. */
  favoritesCount: number;
}

/** What is told about a person's photos. */
interface PrimaryPhotoEvent {
  person: Document;
  /** The file that is the primary photo now; null when there are no photos any more. */
  photo: Document | null;
}

interface MoviePublishedEvent {
  movie: Document;
  /** False when visitors did not see the movie before: it is new, or was unpublished. */
  wasPublished: boolean;
  /**
   * Names of the attributes, relations and media that visitors see changed, sorted; of a movie that
   * they did not see before, those that are filled in. Empty when the same is published again.
   */
  changed: string[];
}

interface MovieUnpublishedEvent {
  movie: Document;
  /** True when the movie was deleted, false when its draft is still there. */
  deleted: boolean;
}

/** How many movies the file had, by what has become of them. */
interface CatalogueImportedEvent {
  /** New in the catalogue: those published and those left as drafts. */
  created: number;
  published: number;
  drafts: number;
  /** Not taken over, because the catalogue had them or the file lacked what they need. */
  skipped: number;
}

/** The events of this project on Strapi's event hub, by name, each with its payload. */
export interface DomainEvents {
  /** A movie was published, for the first time or anew. An import is one `catalogue.imported`. */
  'movie.published': MoviePublishedEvent;
  /** A published movie was unpublished or deleted. */
  'movie.unpublished': MovieUnpublishedEvent;
  /** A user has favorited a movie. Repeating it is no event. */
  'favorite.added': FavoriteEvent;
  /** A user has removed a favorite. Favorites that go with their user or movie are no event. */
  'favorite.removed': FavoriteEvent;
  /** A person has another primary photo than before, or the first one, or none any more. */
  'person.primary-photo.changed': PrimaryPhotoEvent;
  /** An import has created movies. One that finds nothing new is no event. */
  'catalogue.imported': CatalogueImportedEvent;
}
