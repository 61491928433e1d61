import { z } from 'zod';
import movieFacts from '../../database/seed/demo/movies.json';
import peopleFacts from '../../database/seed/demo/people.json';
import genres from '../../database/seed/genres.json';
import type { MovieRecord, PersonRecord } from '../importer/records';
import { drawPortrait, drawPoster } from './artwork';

/** The two files of facts, as parsed JSON. */
export interface CatalogueFacts {
  /** Content of `database/seed/demo/movies.json`. */
  movies: readonly unknown[];
  /** Content of `database/seed/demo/people.json`. */
  people: readonly unknown[];
}

/** The genres that a demo movie may have: the seeded ones. */
const GENRE_NAMES: ReadonlySet<string> = new Set(genres.map(({ name }) => name));

const countryCode = z.string().regex(/^(?:[A-Z]{2}|[A-Z]{4})$/);

const personSchema = z.strictObject({
  firstName: z.string().min(1),
  lastName: z.string().min(1).optional(),
  dateOfBirth: z.iso.date().optional(),
  gender: z.enum(['female', 'male', 'nonBinary']).optional(),
  country: countryCode,
  biography: z.string().min(1).optional(),
});

const movieSchema = z.strictObject({
  title: z.string().min(1),
  description: z.string().min(1).optional(),
  budget: z.int().positive().optional(),
  releaseDate: z.iso.date().optional(),
  durationMinutes: z.int().positive().optional(),
  country: countryCode.optional(),
  director: z.string().optional(),
  genres: z.array(z.string()).min(1).max(3),
  characters: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        actor: z.string(),
        role: z.enum(['leading', 'supporting', 'background']),
        description: z.string().min(1).optional(),
      }),
    )
    .optional(),
  draft: z.literal(true).optional(),
});

type MovieFacts = z.infer<typeof movieSchema>;
type PersonFacts = z.infer<typeof personSchema>;

/**
 * The demo catalogue as import records. Pictures are only drawn when their `content` is called.
 * @param facts other facts than the ones the project ships
 * @throws Error when an entry has a wrong shape, a movie names a person or genre that does not
 *   exist, or a movie or person is there twice; the message names the entry and the way out
 */
export function demoMovies(
  facts: CatalogueFacts = { movies: movieFacts, people: peopleFacts },
): MovieRecord[] {
  const people = peopleByName(
    facts.people.map((entry) => parse(personSchema, entry, 'people.json')),
  );
  const movies = facts.movies.map((entry) => parse(movieSchema, entry, 'movies.json'));
  refuseDuplicates(movies);
  return movies.map((movie) => toRecord(movie, people));
}

function toRecord(movie: MovieFacts, people: ReadonlyMap<string, PersonRecord>): MovieRecord {
  const { characters = [], director, genres, ...plainFacts } = movie;
  const personNamed = (name: string): PersonRecord => {
    const person = people.get(name);
    if (person) return person;
    throw new Error(
      `Movie "${movie.title}" names "${name}", who is not in people.json. ` +
        'Add the person there, or correct the name in movies.json.',
    );
  };
  return {
    ...plainFacts,
    source: `demo movie "${movie.title}"`,
    genres: genres.map((genre) => knownGenre(genre, movie)),
    cast: characters.map(({ actor, ...part }) => ({ ...part, actor: personNamed(actor) })),
    ...(director === undefined ? {} : { director: personNamed(director) }),
    poster: posterOf(movie),
    remarks: [],
  };
}

function peopleByName(people: readonly PersonFacts[]): Map<string, PersonRecord> {
  const byName = new Map<string, PersonRecord>();
  for (const person of people) {
    const name = fullName(person);
    if (byName.has(name)) {
      throw new Error(`People.json has "${name}" twice. Remove one of the two entries.`);
    }
    byName.set(name, { ...person, photo: photoOf(name) });
  }
  return byName;
}

function posterOf(movie: MovieFacts): MovieRecord['poster'] {
  const { title, releaseDate, director, durationMinutes, genres } = movie;
  const releaseYear = releaseDate?.slice(0, 4);
  return {
    fileName: `${slug([title, releaseYear].join(' '))}.jpg`,
    alternativeText: `Poster of ${title}: the title in large letters with an abstract drawing`,
    content: () => drawPoster({ title, releaseYear, director, durationMinutes, genres }),
  };
}

function photoOf(name: string): PersonRecord['photo'] {
  return {
    fileName: `${slug(name)}.jpg`,
    alternativeText: `Stylised head and shoulders with the name ${name}`,
    content: () => drawPortrait({ name }),
  };
}

function refuseDuplicates(movies: readonly MovieFacts[]): void {
  const seen = new Set<string>();
  for (const { title, releaseDate, director } of movies) {
    const identity = JSON.stringify([title, releaseDate?.slice(0, 4), director]);
    if (seen.has(identity)) {
      throw new Error(`Movies.json has "${title}" twice. Remove one of the two entries.`);
    }
    seen.add(identity);
  }
}

function knownGenre(genre: string, movie: MovieFacts): string {
  if (GENRE_NAMES.has(genre)) return genre;
  throw new Error(
    `Movie "${movie.title}" has the unknown genre "${genre}". Use one of: ${[...GENRE_NAMES].join(', ')}.`,
  );
}

function parse<S extends z.ZodType>(schema: S, entry: unknown, file: string): z.infer<S> {
  const result = schema.safeParse(entry);
  if (result.success) return result.data;
  throw new Error(
    `${file} has a wrong entry: ${JSON.stringify(entry).slice(0, 80)}…\n${z.prettifyError(result.error)}`,
  );
}

function fullName(person: PersonFacts): string {
  return [person.firstName, person.lastName].filter(Boolean).join(' ');
}

/** Lower-case ASCII letters and digits with hyphens, e.g. `8-1-2-1963` for "8½ 1963". */
function slug(text: string): string {
  return text
    .replace(/[¼-¾]/g, ' $&')
    .normalize('NFKD')
    .replace(/\p{Mark}|'/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
