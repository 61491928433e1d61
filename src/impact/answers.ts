/** What the admin API says of an impact; the admin panel reads it too. */

/** What stands in the way of a deletion: published movies, characters and people that need an entry. */
export type ObstacleName =
  | 'movies-without-director'
  | 'movies-without-actor'
  | 'movies-without-character'
  | 'movies-without-country'
  | 'characters-without-actor'
  | 'people-without-country';

/** What changes elsewhere when an entry is unpublished or deleted. */
export type EffectName =
  | 'favorites'
  | 'pages-of-people'
  | 'listings-of-genres'
  | 'listings-of-countries'
  | 'characters-without-movie'
  | 'published-movies'
  | 'drafts';

/** Who is concerned. */
export interface Concerned<Name extends string> {
  name: Name;
  /** How many, one or more. */
  total: number;
  /** The first five, as far as the caller may read them; none of users. */
  named: string[];
}

/** What is to be known before entries are unpublished or deleted. */
export interface Impact {
  /** The entries themselves: the first five, as far as the caller may know their names. */
  named: string[];
  /** How many of the entries are published: of movies, those that visitors see now. */
  published: number;
  /** Why the entries cannot be deleted; empty when they can. */
  obstacles: Concerned<ObstacleName>[];
  /** What changes; not what nobody is concerned by. */
  effects: Concerned<EffectName>[];
}
