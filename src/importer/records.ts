/**
 * The catalogue as an import source tells it: what adapters produce and writers store.
 * A record knows nothing of the database; people, genres and countries are named, not linked.
 */

/** `leading`, `supporting` or `background`: the values of Character.role. */
export type CharacterRole = 'leading' | 'supporting' | 'background';

/** The values of Person.gender. */
export type Gender = 'female' | 'male' | 'nonBinary';

/** An image that comes with a record; it is only drawn or read when the record is really created. */
export interface ImageRecord {
  /** File name with extension, e.g. `alien-1979.png`. */
  fileName: string;
  /** What the image shows, for people who do not see it. */
  alternativeText: string;
  content: () => Promise<Buffer>;
}

/** A person, recognized again by first and last name. */
export interface PersonRecord {
  firstName: string;
  lastName?: string;
  biography?: string;
  /** ISO 8601 date, `YYYY-MM-DD`. */
  dateOfBirth?: string;
  gender?: Gender;
  /** Country code as in Country.code; `ZZ` when the source does not tell. */
  country: string;
  photo?: ImageRecord;
}

/** One part in a movie. A named character with the same actor is the same character in a sequel. */
export interface CharacterRecord {
  /** `Unnamed` when the source knows the actor but not the part. */
  name: string;
  description?: string;
  role: CharacterRole;
  actor: PersonRecord;
}

/** Something that the source said and that could not be taken over as it stood. */
export interface Remark {
  /** What was done about it, in the same words for every movie: a report counts these. */
  what: string;
  /** What the source said, e.g. `April 1991 (United States)`; empty when it said nothing. */
  found: string;
}

/** A movie, recognized again by title, release year and director. */
export interface MovieRecord {
  /** Where it stands in its source, e.g. `line 12`; reports name it. */
  source: string;
  title: string;
  description?: string;
  /** US dollars. */
  budget?: number;
  /** ISO 8601 date, `YYYY-MM-DD`. */
  releaseDate?: string;
  durationMinutes?: number;
  /** Country code as in Country.code; missing when the source does not tell. */
  country?: string;
  director?: PersonRecord;
  /** Genre names as in Genre.name, most fitting first. */
  genres: string[];
  /** In billing order. */
  cast: CharacterRecord[];
  poster?: ImageRecord;
  /** `true` keeps the movie a draft although it is complete and could be published. */
  draft?: boolean;
  remarks: Remark[];
}
