import type { GapName } from './answers';

/** Something that an entry can lack. */
export interface Gap {
  name: GapName;
  /** The attributes that tell of it; who may not read one of them is not told. */
  fields: readonly string[];
  /** SQL: whether the row `entry` lacks it. PostgreSQL makes a join of it, best for many rows. */
  lacks: string;
  /** The same, looked up for one row after the other by an index, best for few. */
  lacksByIndex: string;
}

const column = (name: GapName, lacks: string): Gap => ({
  name,
  fields: [name],
  lacks,
  lacksByIndex: lacks,
});

/** @param rows SQL from FROM on: what there is when `entry` has it. PostgreSQL joins no LIMIT. */
const linked = (name: GapName, rows: string, fields: readonly string[] = [name]): Gap => ({
  name,
  fields,
  lacks: `NOT EXISTS (SELECT ${rows})`,
  lacksByIndex: `(SELECT true ${rows} LIMIT 1) IS NULL`,
});

const ACTORLESS_CHARACTER = `
  FROM movies_characters_lnk
  WHERE movie_id = entry.id
    AND character_id IS NOT NULL
    AND NOT EXISTS (
      SELECT FROM characters_actor_lnk
      WHERE characters_actor_lnk.character_id = movies_characters_lnk.character_id
        AND person_id IS NOT NULL
    )`;

/**
 * What a published movie needs; of drafts, what each lacks before it can be published. Looked up in
 * the unique indexes of the links, which begin with the movie, and `characters_actor_lnk_uq`.
 */
export const REQUIRED_OF_MOVIES: readonly Gap[] = [
  column('title', `COALESCE(entry.title, '') = ''`),
  linked(
    'director',
    'FROM movies_director_lnk WHERE movie_id = entry.id AND person_id IS NOT NULL',
  ),
  linked('country', 'FROM movies_country_lnk WHERE movie_id = entry.id AND country_id IS NOT NULL'),
  linked(
    'characters',
    'FROM movies_characters_lnk WHERE movie_id = entry.id AND character_id IS NOT NULL',
  ),
  {
    name: 'actor',
    fields: ['characters'],
    lacks: `EXISTS (SELECT ${ACTORLESS_CHARACTER})`,
    lacksByIndex: `(SELECT true ${ACTORLESS_CHARACTER} LIMIT 1) IS NOT NULL`,
  },
];

/** By `files_related_mph_idix`. */
const fileOf = (type: string, field: string): string => `
  FROM files_related_mph
  WHERE related_id = entry.id AND related_type = '${type}' AND field = '${field}'`;

export const POSTER = linked('poster', fileOf('api::movie.movie', 'poster'));

export const DESCRIPTION = column('description', `COALESCE(entry.description, '') = ''`);

export const GENRES = linked('genres', 'FROM movies_genres_lnk WHERE movie_id = entry.id');

export const PHOTOS = linked('photos', fileOf('api::person.person', 'photos'));

/** `ZZ` stands for a country that nobody knows. */
export const KNOWN_COUNTRY = linked(
  'country',
  `
  FROM people_country_lnk
  JOIN countries ON countries.id = country_id
  WHERE person_id = entry.id AND code <> 'ZZ'`,
);

const DIRECTED = linked('movies', 'FROM movies_director_lnk WHERE person_id = entry.id');
const ACTED = linked(
  'movies',
  `
  FROM characters_actor_lnk
  JOIN movies_characters_lnk USING (character_id)
  WHERE person_id = entry.id`,
);

/** Neither directs nor acts, not even in a draft. */
export const FILMOGRAPHY: Gap = {
  name: 'movies',
  fields: ['directedMovies', 'characters'],
  lacks: `(${DIRECTED.lacks} AND ${ACTED.lacks})`,
  lacksByIndex: `(${DIRECTED.lacksByIndex} AND ${ACTED.lacksByIndex})`,
};

/** The name that the importer gives to a character of which it knows the actor alone. */
export const CHARACTER_NAME = column('name', `entry.name = 'Unnamed'`);

export const MOVIES_OF_GENRE = linked(
  'movies',
  'FROM movies_genres_lnk WHERE genre_id = entry.id',
  [],
);

export const MOVIES_OF_COUNTRY = linked(
  'movies',
  'FROM movies_country_lnk WHERE country_id = entry.id',
  [],
);
