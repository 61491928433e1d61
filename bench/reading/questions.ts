import { documentOf } from '../catalogue';
import { type LoadRequest, signSessionlessToken } from '../harness';
import { accessToken, isPublished, publishedOf, READERS } from './data';
import { LIST_QUERY, MOVIE_QUERY } from './graphql-queries';
import { SEARCHES } from './searches';

/** Who reads the database when it is asked. */
export const READING = ['reelbase', 'stock', 'handWritten'] as const;
export type Reading = (typeof READING)[number];

/** The same request, as each of them takes it. */
export type Variant = Record<Reading, LoadRequest>;

/** Something that frontends ask, about other movies each time. */
export interface Question {
  name: string;
  title: string;
  variants: Variant[];
  /** Whether all give the same JSON; the search of each finds what it finds. */
  hasOneAnswer: boolean;
  /** Asked by clients that have the answer already. */
  revalidates?: boolean;
}

const VARIANTS = 40;
const PAGES = 20;
const PAGE_SIZE = 25;

/** Of great and of small genres of the catalogue. */
const GENRES = ['Drama', 'Comedy', 'Horror', 'War', 'Western'];
const PAGES_OF_GENRE = 2;

/** The smallest of them has at least this share of the movies. */
const LEAST_GENRE_SHARE = 0.04;

const POPULATE_PAGE =
  'populate[director]=true&populate[country]=true&populate[genres]=true&populate[characters][populate][actor]=true';
const POPULATE_LIST =
  'populate[director]=true&populate[country]=true&populate[genres]=true&populate[characters]=true';

const get = (path: string): LoadRequest => ({ method: 'GET', path: encodeURI(path) });

const post = (path: string, body: object): LoadRequest => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const times = <Value>(count: number, make: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Strapi's applications are asked the same; the hand-written server has paths of its own. */
const variant = (strapi: LoadRequest, handWritten: LoadRequest): Variant => ({
  reelbase: strapi,
  stock: strapi,
  handWritten,
});

/** Pages that are full, as empty ones would flatter everybody; one page where none is. */
const fullPages = (entries: number, most: number): number[] =>
  times(Math.min(most, Math.max(1, Math.floor(entries / PAGE_SIZE))), (index) => index + 1);

/** Spread over the catalogue. */
const movieOf = (movies: number, index: number): string => {
  const number = 1 + Math.floor((index * movies) / VARIANTS);
  return documentOf('movie', isPublished(number) ? number : number - 1);
};

const movieVariants = (movies: number): Variant[] =>
  times(VARIANTS, (index) => {
    const id = movieOf(movies, index);
    return variant(get(`/api/movies/${id}?${POPULATE_PAGE}`), get(`/movies/${id}`));
  });

const listVariants = (strapi: string, handWritten: string, pages: number[]): Variant[] =>
  pages.map((page) =>
    variant(
      get(`/api/movies?${strapi}&pagination[page]=${page}`),
      get(`/${handWritten}page=${page}`),
    ),
  );

const filteredVariants = (pages: number[]): Variant[] =>
  GENRES.flatMap((genre) =>
    listVariants(
      `filters[genres][name]=${genre}&sort=releaseDate:desc`,
      `movies-of-genre?genre=${genre}&`,
      pages,
    ),
  );

const searchVariants = (): Variant[] =>
  SEARCHES.map((words) => ({
    reelbase: get(`/api/search?q=${words}`),
    stock: get(`/api/movies?filters[title][$containsi]=${words}`),
    handWritten: get(`/search?q=${words}`),
  }));

const graphqlVariants = (query: string, path: string, variables: object[]): Variant[] =>
  variables.map((values) =>
    variant(
      post('/graphql', { query, variables: values }),
      post(`/graphql/${path}`, { variables: values }),
    ),
  );

const withToken = (path: string, token: string): LoadRequest => ({
  ...get(path),
  headers: { authorization: `Bearer ${token}` },
});

const favoritesVariants = (): Promise<Variant[]> =>
  Promise.all(
    times(READERS, async (index) => {
      const path = '/api/users/me/favorites';
      const token = await accessToken(index + 1);
      return {
        reelbase: withToken(path, token),
        stock: withToken(path, await signSessionlessToken(index + 1)),
        handWritten: withToken('/favorites', token),
      };
    }),
  );

/** Enough to tell whether a question is answered. */
const SMOKE_VARIANTS = 3;

/** What is wanted of a catalogue: the names of the questions, all where there are none. */
interface Wanted {
  only: string[];
  smoke: boolean;
}

/**
 * What is asked of a catalogue with so many movies.
 *
 * @throws when there is no question of a name that is wanted
 */
export const questionsFor = async (
  movies: number,
  { only, smoke }: Wanted,
): Promise<Question[]> => {
  const one = (name: string, title: string, variants: Variant[]): Question => ({
    name,
    title,
    variants,
    hasOneAnswer: true,
  });
  const published = publishedOf(movies);
  const pages = fullPages(published, PAGES);
  const genrePages = fullPages(LEAST_GENRE_SHARE * published, PAGES_OF_GENRE);
  const movie = times(VARIANTS, (index) => ({ documentId: movieOf(movies, index) }));
  const page = pages.map((number) => ({ page: number }));
  const questions = [
    one('page', 'movie page with cast', movieVariants(movies)),
    one('list', 'list of 25', listVariants('', 'movies?', pages)),
    one(
      'relations',
      'list with 4 relations',
      listVariants(POPULATE_LIST, 'movies-with-relations?', pages),
    ),
    one(
      'sorted',
      'list, newest first',
      listVariants('sort=releaseDate:desc', 'newest-movies?', pages),
    ),
    one('filtered', 'list of a genre, newest first', filteredVariants(genrePages)),
    { ...one('search', 'search', searchVariants()), hasOneAnswer: false },
    one('graphql-list', 'GraphQL list', graphqlVariants(LIST_QUERY, 'movies', page)),
    one('graphql-page', 'GraphQL page', graphqlVariants(MOVIE_QUERY, 'movie', movie)),
    { ...one('revalidation', 'movie page, unchanged', movieVariants(movies)), revalidates: true },
    one('favorites', 'my favorites', await favoritesVariants()),
  ];
  const unknown = only.find((wanted) => !questions.some(({ name }) => name === wanted));
  if (unknown !== undefined) {
    const names = questions.map(({ name }) => name).join(',');
    throw new Error(`There is no request "${unknown}". Choose from --only ${names}.`);
  }
  const chosen = questions.filter(({ name }) => only.length === 0 || only.includes(name));
  if (!smoke) return chosen;
  return chosen.map(({ variants, ...question }) => ({
    ...question,
    variants: variants.slice(0, SMOKE_VARIANTS),
  }));
};
