import type { Core } from '@strapi/strapi';
import type { CharacterRecord, MovieRecord, PersonRecord } from '../records';

/** Names that differ in case or in how an accent is encoded are the same name. */
const fold = (text: string): string => text.normalize('NFC').toLowerCase();

type Name = Pick<PersonRecord, 'firstName'> & { lastName?: string | null };

/** People are recognized by their full name. */
export const personKey = ({ firstName, lastName }: Name): string =>
  fold([firstName, lastName].filter(Boolean).join(' '));

/** Movies are recognized by title, release year and director: remakes share the first, at times two. */
export const movieKey = ({
  title,
  releaseDate,
  director,
}: Pick<MovieRecord, 'title'> & { releaseDate?: string | null; director?: Name | null }): string =>
  [fold(title), releaseDate?.slice(0, 4) ?? '', director ? personKey(director) : ''].join('\n');

/** Characters are recognized by name and actor; an `Unnamed` one is never the same as another. */
export const characterKey = ({
  name,
  actor,
}: Pick<CharacterRecord, 'name'> & { actor: Name | null }): string | undefined =>
  name === 'Unnamed' || !actor ? undefined : `${fold(name)}\n${personKey(actor)}`;

/** The row ids of what the catalogue holds, by the key under which an import recognizes it. */
export interface KnownEntries {
  countries: Map<string, number>;
  genres: Map<string, number>;
  people: Map<string, number>;
  characters: Map<string, number>;
  movies: Set<string>;
}

interface Row {
  id: number;
}

const index = <Entry extends Row>(
  entries: Entry[],
  keyOf: (entry: Entry) => string | undefined,
): Map<string, number> =>
  new Map(
    entries.flatMap((entry) => {
      const key = keyOf(entry);
      return key === undefined ? [] : [[key, entry.id] as const];
    }),
  );

/** Reads the keys of the whole catalogue. */
export const loadKnownEntries = async (strapi: Core.Strapi): Promise<KnownEntries> => {
  const name = { select: ['id', 'firstName', 'lastName'] };
  const query = <Entry>(uid: Parameters<Core.Strapi['db']['query']>[0], params: object) =>
    strapi.db.query(uid).findMany(params) as Promise<(Entry & Row)[]>;

  const countries = await query<{ code: string }>('api::country.country', {
    select: ['id', 'code'],
  });
  const genres = await query<{ name: string }>('api::genre.genre', { select: ['id', 'name'] });
  const people = await query<Name>('api::person.person', name);
  const characters = await query<{ name: string; actor: Name | null }>('api::character.character', {
    select: ['id', 'name'],
    populate: { actor: name },
  });
  const movies = await query<{ title: string; releaseDate: string | null; director: Name | null }>(
    'api::movie.movie',
    {
      select: ['id', 'title', 'releaseDate'],
      where: { publishedAt: null },
      populate: { director: name },
    },
  );

  return {
    countries: index(countries, ({ code }) => code),
    genres: index(genres, (genre) => genre.name),
    people: index(people, personKey),
    characters: index(characters, characterKey),
    movies: new Set(movies.map(movieKey)),
  };
};
