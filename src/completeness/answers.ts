/** What the admin API says of the completeness desk; the admin panel reads it too. */

/** Lists of the desk, as addresses name them. */
export type ListName =
  | 'publishable-drafts'
  | 'incomplete-drafts'
  | 'movies-without-poster'
  | 'movies-without-description'
  | 'movies-without-genres'
  | 'people-without-photo'
  | 'people-without-country'
  | 'people-without-movies'
  | 'unnamed-characters'
  | 'unused-genres'
  | 'unused-countries';

/** What an entry can lack. */
export type GapName =
  | 'title'
  | 'director'
  | 'country'
  | 'characters'
  | 'actor'
  | 'poster'
  | 'description'
  | 'genres'
  | 'photos'
  | 'movies'
  | 'name';

/** How long a list is. */
export interface ListCount {
  name: ListName;
  uid: string;
  count: number;
}

/** An entry of a list; its time is a text once it has been sent. */
export interface ListedEntry<Time extends Date | string = Date> {
  documentId: string;
  uid: string;
  /** Null for a draft without a title. */
  title: string | null;
  /** Tells entries with the same title apart: a year, a code, actor and movie of a character. */
  detail: string | null;
  /** Null for types without drafts. */
  status: 'draft' | 'modified' | 'published' | null;
  /** Everything that the entry lacks, also what the list is not about. */
  missing: GapName[];
  updatedAt: Time;
}

export interface ListPage<Time extends Date | string = Date> {
  results: ListedEntry<Time>[];
  pagination: { page: number; pageSize: number; pageCount: number; total: number };
}
