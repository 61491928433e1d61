import type { UID } from '@strapi/strapi';

/** What entries of a type are called, where they are named. */
export interface Naming {
  uid: UID.ContentType;
  table: string;
  /** SQL, of the row `entry`. */
  name: string;
  /** The attributes that the name is made of. */
  fields: readonly string[];
}

export const MOVIES: Naming = {
  uid: 'api::movie.movie',
  table: 'movies',
  name: `concat(
    COALESCE(NULLIF(entry.title, ''), 'Untitled'),
    ' (' || EXTRACT(year FROM entry.release_date)::integer || ')'
  )`,
  fields: ['title', 'releaseDate'],
};

export const PEOPLE: Naming = {
  uid: 'api::person.person',
  table: 'people',
  name: `concat_ws(' ', entry.first_name, NULLIF(entry.last_name, ''))`,
  fields: ['firstName', 'lastName'],
};

const byName = (uid: UID.ContentType, table: string): Naming => ({
  uid,
  table,
  name: 'entry.name',
  fields: ['name'],
});

export const CHARACTERS = byName('api::character.character', 'characters');
export const GENRES = byName('api::genre.genre', 'genres');
export const COUNTRIES = byName('api::country.country', 'countries');
