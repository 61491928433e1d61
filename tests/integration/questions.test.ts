import { createReadStream } from 'node:fs';
import { demoMovies } from '../../src/demo/catalogue';
import { ADAPTERS, importCatalogue, type MovieRecord, type PersonRecord } from '../../src/importer';
import { anonymous, clearCatalogue, strapi } from '../harness';
import { hasMovieIndustry, MOVIE_INDUSTRY_CSV, skipReason } from '../harness/data-set';

/**
 * The questions a frontend asks of a catalogue, over REST and over GraphQL. What must come back is
 * worked out from the records that were imported.
 */

const collect = async (records: AsyncIterable<MovieRecord>): Promise<MovieRecord[]> => {
  const collected = [];
  for await (const record of records) collected.push(record);
  return collected;
};

const withoutPhoto = (person: PersonRecord): PersonRecord => ({ ...person, photo: undefined });

/** Posters are part of an answer, portraits of none: leaving them out saves drawing hundreds. */
const demoRecords = (): Promise<MovieRecord[]> =>
  Promise.resolve(
    demoMovies().map((movie) => ({
      ...movie,
      director: movie.director && withoutPhoto(movie.director),
      cast: movie.cast.map((part) => ({ ...part, actor: withoutPhoto(part.actor) })),
    })),
  );

const csvRecords = (): Promise<MovieRecord[]> => {
  if (!ADAPTERS.csv) throw new Error('There is no CSV adapter');
  return collect(ADAPTERS.csv.read(createReadStream(MOVIE_INDUSTRY_CSV), 'movie-industry.csv'));
};

const nameOf = ({ firstName, lastName }: { firstName: string; lastName?: string | null }): string =>
  [firstName, lastName].filter(Boolean).join(' ');

const isPublished = ({ director, country, cast, draft }: MovieRecord): boolean =>
  Boolean(director && country && cast.length > 0 && !draft);

/** The name that most of the records give, so that a question about it has a rich answer. */
const mostFrequent = (names: string[]): string => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
};

/** All pages of a list. Names are those of both APIs: `filters[…]` in REST are `filters: {…}` here. */
const restList = async <Entry>(path: string): Promise<Entry[]> => {
  const entries: Entry[] = [];
  for (let page = 1; ; page += 1) {
    const { status, body } = await anonymous().get(
      `${path}&pagination[page]=${page}&pagination[pageSize]=100`,
    );
    expect(status).toBe(200);
    entries.push(...(body.data as Entry[]));
    if (page >= body.meta.pagination.pageCount) {
      expect(entries).toHaveLength(body.meta.pagination.total);
      return entries;
    }
  }
};

const graphqlList = async <Entry>(
  field: string,
  parameters: string,
  selection: string,
): Promise<Entry[]> => {
  const entries: Entry[] = [];
  for (let page = 1; ; page += 1) {
    const { data, errors } = await anonymous().graphql(
      `{ ${field}(${parameters}, pagination: { page: ${page}, pageSize: 100 }) { ${selection} } }`,
    );
    expect(errors).toBeUndefined();
    const batch = data?.[field] as Entry[];
    entries.push(...batch);
    if (batch.length < 100) return entries;
  }
};

interface Person {
  firstName: string;
  lastName: string | null;
}

interface Movie {
  title: string;
  releaseDate: string;
  budget: number | null;
  director: Person;
  country: { code: string };
  genres: { name: string }[];
  poster: { url: string } | null;
  characters: { name: string; role: string; actor: Person }[];
}

const CATALOGUES: [string, () => Promise<MovieRecord[]>, boolean][] = [
  ['the demo catalogue', demoRecords, true],
  [`the "movie industry" data set${skipReason}`, csvRecords, hasMovieIndustry],
];

describe.each(CATALOGUES)('%s', (_name, read, isAtHand) => {
  const ask = isAtHand ? it : it.skip;
  let published: MovieRecord[] = [];

  beforeAll(async () => {
    if (!isAtHand) return;
    const records = await read();
    published = records.filter(isPublished);
    const report = await importCatalogue(strapi(), records);
    expect(report.published).toBe(published.length);
  }, 180_000);
  afterAll(clearCatalogue);

  describe('movies since 2015, longer than 135 minutes, in Action or Drama', () => {
    const expected = () =>
      published
        .filter(
          ({ releaseDate = '', durationMinutes = 0, genres }) =>
            releaseDate >= '2015-01-01' &&
            durationMinutes > 135 &&
            genres.some((genre) => genre === 'Action' || genre === 'Drama'),
        )
        .map(({ title, director, country, genres, poster }) => ({
          title,
          director: director && nameOf(director),
          country,
          genres,
          hasPoster: poster !== undefined,
        }))
        .sort((a, b) => (a.title < b.title ? -1 : 1));
    const answered = (movies: Movie[]) =>
      movies
        .map(({ title, director, country, genres, poster }) => ({
          title,
          director: nameOf(director),
          country: country.code,
          genres: genres.map((genre) => genre.name),
          hasPoster: poster !== null,
        }))
        .sort((a, b) => (a.title < b.title ? -1 : 1));

    ask('over REST', async () => {
      const movies = await restList<Movie>(
        '/movies?filters[releaseDate][$gte]=2015-01-01&filters[durationMinutes][$gt]=135' +
          '&filters[genres][name][$in][0]=Action&filters[genres][name][$in][1]=Drama' +
          '&populate[0]=director&populate[1]=country&populate[2]=genres&populate[3]=poster&sort=id',
      );
      expect(expected().length).toBeGreaterThan(5);
      expect(answered(movies)).toEqual(expected());
    });

    ask('over GraphQL', async () => {
      const movies = await graphqlList<Movie>(
        'movies',
        `filters: {
          releaseDate: { gte: "2015-01-01" }, durationMinutes: { gt: 135 },
          genres: { name: { in: ["Action", "Drama"] } }
        }, sort: "documentId"`,
        'title director { firstName lastName } country { code } genres { name } poster { url }',
      );
      expect(answered(movies)).toEqual(expected());
    });
  });

  describe('all movies of one director, newest first', () => {
    const director = () =>
      mostFrequent(published.map((movie) => (movie.director ? nameOf(movie.director) : '')));
    const expected = () => {
      const name = director();
      return published
        .filter((movie) => movie.director && nameOf(movie.director) === name)
        .map(({ releaseDate }) => releaseDate)
        .sort()
        .reverse();
    };
    const split = () => {
      const name = director();
      const record = published.find((m) => m.director && nameOf(m.director) === name);
      return record?.director ?? { firstName: '', lastName: '' };
    };

    ask('over REST', async () => {
      const { firstName, lastName = '' } = split();
      const movies = await restList<Movie>(
        `/movies?filters[director][firstName]=${encodeURIComponent(firstName)}` +
          `&filters[director][lastName]=${encodeURIComponent(lastName)}&sort=releaseDate:desc`,
      );
      expect(expected().length).toBeGreaterThan(3);
      expect(movies.map(({ releaseDate }) => releaseDate)).toEqual(expected());
    });

    ask('over GraphQL', async () => {
      const { firstName, lastName = '' } = split();
      const movies = await graphqlList<Movie>(
        'movies',
        `filters: { director: { firstName: { eq: "${firstName}" }, lastName: { eq: "${lastName}" } } },
         sort: "releaseDate:desc"`,
        'releaseDate',
      );
      expect(movies.map(({ releaseDate }) => releaseDate)).toEqual(expected());
    });
  });

  describe('the actors of a movie, with their roles', () => {
    const record = () => {
      const largest = Math.max(...published.map(({ cast }) => cast.length));
      return published.find(({ cast }) => cast.length === largest) ?? published[0];
    };
    const expected = () =>
      record()?.cast.map(({ name: character, role, actor }) => [nameOf(actor), character, role]);
    const answered = (movie: Movie | undefined) =>
      movie?.characters.map((character) => [
        nameOf(character.actor),
        character.name,
        character.role,
      ]);

    ask('over REST', async () => {
      const [movie] = await restList<Movie>(
        `/movies?filters[title]=${encodeURIComponent(record()?.title ?? '')}` +
          `&filters[releaseDate]=${record()?.releaseDate ?? ''}&populate=characters.actor`,
      );
      expect(answered(movie)).toEqual(expected());
    });

    ask('over GraphQL', async () => {
      const [movie] = await graphqlList<Movie>(
        'movies',
        `filters: { title: { eq: ${JSON.stringify(record()?.title)} },
                    releaseDate: { eq: "${record()?.releaseDate ?? ''}" } }`,
        'characters { name role actor { firstName lastName } }',
      );
      expect(answered(movie)).toEqual(expected());
    });
  });

  describe('people from one country who directed', () => {
    const directors = () => published.flatMap(({ director }) => (director ? [director] : []));
    const code = () => mostFrequent(directors().map(({ country }) => country));
    const expected = () => {
      const home = code();
      const compatriots = directors().filter(({ country }) => country === home);
      return [...new Set(compatriots.map(nameOf))].sort();
    };

    ask('over REST', async () => {
      const people = await restList<Person>(
        `/people?filters[country][code]=${code()}&filters[directedMovies][id][$notNull]=true`,
      );
      expect(expected().length).toBeGreaterThan(3);
      expect(people.map(nameOf).sort()).toEqual(expected());
    });

    ask('over GraphQL', async () => {
      const people = await graphqlList<Person>(
        'people',
        `filters: { country: { code: { eq: "${code()}" } },
                    directedMovies: { documentId: { notNull: true } } }`,
        'firstName lastName',
      );
      expect(people.map(nameOf).sort()).toEqual(expected());
    });
  });

  describe("the budget of all of an actor's movies, from one request", () => {
    const actor = () => {
      const names = published.flatMap(({ cast }) => [
        ...new Set(cast.map((part) => nameOf(part.actor))),
      ]);
      const frequent = mostFrequent(names);
      const parts = published.flatMap(({ cast }) => cast);
      return parts.find((part) => nameOf(part.actor) === frequent)?.actor;
    };
    const expected = () => {
      const wanted = actor();
      const name = wanted && nameOf(wanted);
      return published
        .filter(({ cast }) => cast.some((part) => nameOf(part.actor) === name))
        .reduce((total, { budget = 0 }) => total + budget, 0);
    };
    const total = (movies: Movie[]) => movies.reduce((sum, { budget }) => sum + (budget ?? 0), 0);

    ask('over REST', async () => {
      const { firstName = '', lastName = '' } = actor() ?? {};
      const { body } = await anonymous().get(
        `/movies?filters[characters][actor][firstName]=${encodeURIComponent(firstName)}` +
          `&filters[characters][actor][lastName]=${encodeURIComponent(lastName)}` +
          '&fields=budget&pagination[pageSize]=100',
      );
      expect(expected()).toBeGreaterThan(0);
      expect(total(body.data as Movie[])).toBe(expected());
    });

    ask('over GraphQL', async () => {
      const { firstName = '', lastName = '' } = actor() ?? {};
      const { data } = await anonymous().graphql(
        `{ movies(filters: { characters: { actor: { firstName: { eq: "${firstName}" },
             lastName: { eq: "${lastName}" } } } }, pagination: { pageSize: 100 }) { budget } }`,
      );
      expect(total(data?.movies as Movie[])).toBe(expected());
    });
  });
});
