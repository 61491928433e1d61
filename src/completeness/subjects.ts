import type { UID } from '@strapi/strapi';
import {
  CHARACTER_NAME,
  DESCRIPTION,
  FILMOGRAPHY,
  GENRES,
  KNOWN_COUNTRY,
  MOVIES_OF_COUNTRY,
  MOVIES_OF_GENRE,
  PHOTOS,
  POSTER,
  REQUIRED_OF_MOVIES,
  type Gap,
} from './gaps';

/** SQL about the row `entry`, and the attributes that it tells of. */
interface Expression {
  sql: string;
  fields: readonly string[];
}

/** A content type, as far as lists of its entries show it. */
export interface Subject {
  uid: UID.ContentType;
  table: string;
  title: Expression;
  /** Tells entries with the same title apart. */
  detail: Expression;
  /** `draft`, `modified` or `published`; NULL where there are no drafts. */
  status: string;
  /** Everything that is looked for, in the order of the edit form. */
  gaps: readonly Gap[];
}

const NO_STATUS = 'NULL::text';

export const MOVIE: Subject = {
  uid: 'api::movie.movie',
  table: 'movies',
  title: { sql: `NULLIF(entry.title, '')`, fields: ['title'] },
  detail: { sql: 'extract(year FROM entry.release_date)::text', fields: ['releaseDate'] },
  // By movies_one_published_uq.
  status: `COALESCE(
    (
      SELECT CASE WHEN entry.updated_at > live.updated_at THEN 'modified' ELSE 'published' END
      FROM movies AS live
      WHERE live.document_id = entry.document_id AND live.published_at IS NOT NULL
    ),
    'draft'
  )`,
  gaps: [...REQUIRED_OF_MOVIES, POSTER, DESCRIPTION, GENRES],
};

export const PERSON: Subject = {
  uid: 'api::person.person',
  table: 'people',
  title: {
    sql: `concat_ws(' ', entry.first_name, entry.last_name)`,
    fields: ['firstName', 'lastName'],
  },
  detail: { sql: 'extract(year FROM entry.date_of_birth)::text', fields: ['dateOfBirth'] },
  status: NO_STATUS,
  gaps: [PHOTOS, KNOWN_COUNTRY, FILMOGRAPHY],
};

export const CHARACTER: Subject = {
  uid: 'api::character.character',
  table: 'characters',
  title: { sql: 'entry.name', fields: ['name'] },
  // Only movies that everybody may see: drafts may be somebody else's.
  detail: {
    sql: `concat_ws(
      ' · ',
      (
        SELECT concat_ws(' ', first_name, last_name)
        FROM characters_actor_lnk JOIN people ON people.id = person_id
        WHERE character_id = entry.id
        LIMIT 1
      ),
      (
        SELECT title
        FROM movies_characters_lnk JOIN movies ON movies.id = movie_id
        WHERE character_id = entry.id AND published_at IS NOT NULL
        ORDER BY release_date, movies.id
        LIMIT 1
      )
    )`,
    fields: ['actor', 'movies'],
  },
  status: NO_STATUS,
  gaps: [CHARACTER_NAME],
};

export const GENRE: Subject = {
  uid: 'api::genre.genre',
  table: 'genres',
  title: { sql: 'entry.name', fields: ['name'] },
  detail: { sql: 'NULL::text', fields: [] },
  status: NO_STATUS,
  gaps: [MOVIES_OF_GENRE],
};

export const COUNTRY: Subject = {
  uid: 'api::country.country',
  table: 'countries',
  title: { sql: 'entry.name', fields: ['name'] },
  detail: { sql: 'entry.code', fields: ['code'] },
  status: NO_STATUS,
  gaps: [MOVIES_OF_COUNTRY],
};
