import type { ListName } from './answers';
import {
  CHARACTER_NAME,
  DESCRIPTION,
  FILMOGRAPHY,
  GENRES,
  type Gap,
  KNOWN_COUNTRY,
  MOVIES_OF_COUNTRY,
  MOVIES_OF_GENRE,
  PHOTOS,
  POSTER,
  REQUIRED_OF_MOVIES,
} from './gaps';
import { CHARACTER, COUNTRY, GENRE, MOVIE, PERSON, type Subject } from './subjects';

/** Entries that ask for an editor's attention. */
export interface CompletenessList<Name extends string = ListName> {
  name: Name;
  subject: Subject;
  /** SQL: the rows that are looked at. */
  rows: string;
  /** Lists the rows that lack any of these, or with `complete` those that lack none. */
  gaps: readonly Gap[];
  complete?: true;
  /** Whether the rows are so few that what they lack is looked up one by one. */
  few?: true;
  /** SQL on `entry`: newest change first, or by name. */
  order: 'updated_at DESC' | 'name';
}

/** One row for each movie, the one that editors change. */
const DRAFTS = '(SELECT * FROM movies WHERE published_at IS NULL)';

/**
 * OFFSET 0 keeps PostgreSQL from looking for what is missing in all drafts before it knows which are
 * asked for: most movies of a catalogue are published as they are.
 */
const UNPUBLISHED_DRAFTS = `(
  SELECT id, title, updated_at
  FROM movies AS draft
  WHERE published_at IS NULL
    AND NOT EXISTS (
      SELECT FROM movies AS live
      WHERE live.document_id = draft.document_id AND live.published_at IS NOT NULL
    )
  OFFSET 0
)`;

/** Drafts that are not what is published: new ones, and changed ones. */
const OPEN_DRAFTS = `(
  SELECT id, title, updated_at
  FROM movies AS draft
  WHERE published_at IS NULL
    AND NOT EXISTS (
      SELECT FROM movies AS live
      WHERE live.document_id = draft.document_id
        AND live.published_at IS NOT NULL
        AND live.updated_at >= draft.updated_at
    )
  OFFSET 0
)`;

const newestFirst = (
  name: ListName,
  subject: Subject,
  gap: Gap,
  rows = subject.table,
): CompletenessList => ({ name, subject, rows, gaps: [gap], order: 'updated_at DESC' });

const byName = (
  name: ListName,
  subject: Subject,
  gap: Gap,
  rows = subject.table,
): CompletenessList => ({ name, subject, rows, gaps: [gap], order: 'name' });

/** The lists of the completeness desk, in its order. */
export const LISTS: readonly CompletenessList[] = [
  {
    name: 'publishable-drafts',
    subject: MOVIE,
    rows: UNPUBLISHED_DRAFTS,
    gaps: REQUIRED_OF_MOVIES,
    complete: true,
    few: true,
    order: 'updated_at DESC',
  },
  {
    name: 'incomplete-drafts',
    subject: MOVIE,
    rows: OPEN_DRAFTS,
    gaps: REQUIRED_OF_MOVIES,
    few: true,
    order: 'updated_at DESC',
  },
  newestFirst('movies-without-poster', MOVIE, POSTER, DRAFTS),
  newestFirst('movies-without-description', MOVIE, DESCRIPTION, DRAFTS),
  newestFirst('movies-without-genres', MOVIE, GENRES, DRAFTS),
  newestFirst('people-without-photo', PERSON, PHOTOS),
  newestFirst('people-without-country', PERSON, KNOWN_COUNTRY),
  newestFirst('people-without-movies', PERSON, FILMOGRAPHY),
  newestFirst('unnamed-characters', CHARACTER, CHARACTER_NAME),
  byName('unused-genres', GENRE, MOVIES_OF_GENRE),
  // ZZ is there for whatever has no country yet.
  byName(
    'unused-countries',
    COUNTRY,
    MOVIES_OF_COUNTRY,
    `(SELECT * FROM countries WHERE code <> 'ZZ')`,
  ),
];

/**
 * Published movies without something that a published movie needs. Nothing lets that happen, so it is
 * not for editors: it would be a fault of the program, or of who writes to the database past it.
 */
export const BROKEN_MOVIES: CompletenessList<'broken-movies'> = {
  name: 'broken-movies',
  subject: { ...MOVIE, gaps: REQUIRED_OF_MOVIES },
  rows: '(SELECT * FROM movies WHERE published_at IS NOT NULL)',
  gaps: REQUIRED_OF_MOVIES,
  order: 'updated_at DESC',
};
