import type { UID } from '@strapi/strapi';

export interface Need {
  /** The attribute of the entry, when it has one, by which others are what they need it for. */
  field?: string;
  /**
   * SQL that gives the `id` of all that has what it needs by this entry, or that is the entry and needs
   * it itself; takes a documentId.
   */
  holders: string;
  /**
   * SQL that gives, of these, the `name` (and the `year`) of the first that have it no longer, and the
   * `total` of them; takes an array of ids.
   */
  lacking: string;
  /** What lacks it, one and several. */
  who: readonly [string, string];
  /** What each of them would have, as it stands in "2 published movies would have …". */
  lack: string;
  /** Ends with a full stop. */
  wayOut: (them: string) => string;
}

/** As many are named; the rest is counted. */
export const NAMED = 5;

const PUBLISHED_MOVIES = ['published movie', 'published movies'] as const;

const MOVIE_COLUMNS = `
  movies.title AS name,
  EXTRACT(year FROM movies.release_date)::integer AS year,
  (count(*) OVER ())::integer AS total`;

const moviesWithout = (gap: 'director' | 'country' | 'characters'): string => `
  SELECT ${MOVIE_COLUMNS}
  FROM movies
  WHERE id = ANY (?::integer[]) AND '${gap}' = ANY (published_movie_gaps(id))
  ORDER BY title, release_date, id
  LIMIT ${NAMED}`;

const WITHOUT_ACTOR = `
  characters.id = ANY (?::integer[]) AND NOT EXISTS (
    SELECT FROM characters_actor_lnk AS actor
    WHERE actor.character_id = characters.id AND actor.person_id IS NOT NULL
  )`;

/** Movies in which a character is played by nobody: the ids are those of characters. */
const PUBLISHED_MOVIES_WITHOUT_ACTOR = `
  SELECT ${MOVIE_COLUMNS}
  FROM movies
  WHERE published_at IS NOT NULL AND id IN (
    SELECT link.movie_id
    FROM characters JOIN movies_characters_lnk AS link ON link.character_id = characters.id
    WHERE ${WITHOUT_ACTOR}
  )
  ORDER BY title, release_date, id
  LIMIT ${NAMED}`;

const OTHER_CHARACTERS_WITHOUT_ACTOR = `
  SELECT characters.name, (count(*) OVER ())::integer AS total
  FROM characters
  WHERE ${WITHOUT_ACTOR} AND NOT EXISTS (
    SELECT FROM movies_characters_lnk AS link JOIN movies ON movies.id = link.movie_id
    WHERE link.character_id = characters.id AND movies.published_at IS NOT NULL
  )
  ORDER BY name, id
  LIMIT ${NAMED}`;

const PEOPLE_WITHOUT_COUNTRY = `
  SELECT concat_ws(' ', first_name, NULLIF(last_name, '')) AS name, (count(*) OVER ())::integer AS total
  FROM people
  WHERE id = ANY (?::integer[]) AND NOT EXISTS (
    SELECT FROM people_country_lnk AS link
    WHERE link.person_id = people.id AND link.country_id IS NOT NULL
  )
  ORDER BY last_name, first_name, id
  LIMIT ${NAMED}`;

const anotherActor = () => 'Give every character another actor first, or delete it.';

/** The actor of characters: the movies that they are in are named, and who is in none otherwise. */
const actors = (field: string, holders: string): Need[] => [
  {
    field,
    holders,
    lacking: PUBLISHED_MOVIES_WITHOUT_ACTOR,
    who: PUBLISHED_MOVIES,
    lack: 'a character without an actor',
    wayOut: anotherActor,
  },
  {
    field,
    holders,
    lacking: OTHER_CHARACTERS_WITHOUT_ACTOR,
    who: ['character that no published movie has', 'characters that no published movie has'],
    lack: 'no actor',
    wayOut: anotherActor,
  },
];

const countryOfPeople = (holders: string): Need => ({
  holders,
  lacking: PEOPLE_WITHOUT_COUNTRY,
  who: ['person', 'people'],
  lack: 'no country',
  wayOut: () => 'Give them another country first.',
});

/**
 * What others need of an entry: a published movie its director, country and characters, a character
 * its actor, a person a country. Nobody needs a genre.
 */
export const NEEDS: Partial<Record<UID.ContentType, readonly Need[]>> = {
  'api::person.person': [
    {
      field: 'directedMovies',
      holders: `
        SELECT link.movie_id AS id
        FROM people JOIN movies_director_lnk AS link ON link.person_id = people.id
        WHERE people.document_id = ?`,
      lacking: moviesWithout('director'),
      who: PUBLISHED_MOVIES,
      lack: 'no director',
      wayOut: (them) => `Give ${them} another director first, or unpublish ${them}.`,
    },
    ...actors(
      'characters',
      `
        SELECT link.character_id AS id
        FROM people JOIN characters_actor_lnk AS link ON link.person_id = people.id
        WHERE people.document_id = ?`,
    ),
    { ...countryOfPeople('SELECT id FROM people WHERE document_id = ?'), field: 'country' },
  ],
  'api::character.character': [
    {
      field: 'movies',
      holders: `
        SELECT link.movie_id AS id
        FROM characters JOIN movies_characters_lnk AS link ON link.character_id = characters.id
        WHERE characters.document_id = ?`,
      lacking: moviesWithout('characters'),
      who: PUBLISHED_MOVIES,
      lack: 'no character',
      wayOut: (them) => `Give ${them} another character first, or unpublish ${them}.`,
    },
    ...actors('actor', 'SELECT id FROM characters WHERE document_id = ?'),
  ],
  'api::country.country': [
    {
      holders: `
        SELECT link.movie_id AS id
        FROM countries JOIN movies_country_lnk AS link ON link.country_id = countries.id
        WHERE countries.document_id = ?`,
      lacking: moviesWithout('country'),
      who: PUBLISHED_MOVIES,
      lack: 'no country',
      wayOut: (them) => `Give ${them} another country first, or unpublish ${them}.`,
    },
    countryOfPeople(`
      SELECT link.person_id AS id
      FROM countries JOIN people_country_lnk AS link ON link.country_id = countries.id
      WHERE countries.document_id = ?`),
  ],
  'api::genre.genre': [],
};

/** SQL that gives the `name` of an entry in messages; takes a documentId. */
export const NAMES: Partial<Record<UID.ContentType, string>> = {
  'api::person.person': `
    SELECT concat_ws(' ', first_name, NULLIF(last_name, '')) AS name FROM people WHERE document_id = ?`,
  'api::character.character': 'SELECT name FROM characters WHERE document_id = ?',
  'api::country.country': 'SELECT name FROM countries WHERE document_id = ?',
};
