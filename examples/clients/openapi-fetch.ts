/**
 * A frontend with openapi-fetch, and the types that `npm run client` generates: a wrong path,
 * parameter or attribute does not compile.
 */
import createClient from 'openapi-fetch';
import type { components, paths } from '../../types/client/api';

const url = process.argv[2] ?? 'http://localhost:1337';

/** Strapi reads brackets, however deep: `filters[director][lastName][$eq]=Lang`. */
const inBrackets = (name: string, value: unknown): [string, string][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => inBrackets(`${name}[${key}]`, child))
    : [[name, String(value)]];

const api = createClient<paths>({
  baseUrl: url,
  querySerializer: (query) =>
    new URLSearchParams(
      Object.entries(query).flatMap(([name, value]) => inBrackets(name, value)),
    ).toString(),
});

type ApiError = Pick<components['schemas']['Error'], 'error'>;

/** The data of an answer; an error of the API is thrown, with its message. */
const dataOf = <Data>({ data, error }: { data?: Data; error?: ApiError }): Data => {
  if (error) throw new Error(`${error.error.status} ${error.error.message}`);
  return data as Data;
};

/** A picture of one pixel; in a page, the file of an `<input type="file">`. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const listMovies = async (page: number) =>
  dataOf(
    await api.GET('/api/movies', {
      params: {
        query: {
          filters: { releaseDate: { $notNull: true } },
          sort: ['releaseDate:asc'],
          populate: { director: true, poster: true },
          pagination: { page, pageSize: 2 },
        },
      },
    }),
  );

/** What a visitor types into a search box; each attribute of text is looked through. */
const searchMovies = async (text: string): Promise<void> => {
  const { data } = dataOf(await api.GET('/api/movies', { params: { query: { _q: text } } }));
  console.log(`Search: ${data.map(({ title }) => title).join(', ')}`);
};

/** A new account, so that the example can be run again and again. */
const signUp = async (): Promise<string> => {
  const username = `ada-${Date.now()}`;
  const email = `${username}@example.com`;
  const password = 'correct horse battery';
  dataOf(await api.POST('/api/auth/local/register', { body: { username, email, password } }));
  const login = await api.POST('/api/auth/local', { body: { identifier: email, password } });
  return dataOf(login).jwt;
};

const addFavorite = async (documentId: string): Promise<void> => {
  const params = { path: { documentId } };
  const { data } = dataOf(await api.PUT('/api/movies/{documentId}/favorite', { params }));
  console.log(`Favorite: ${data.favorite}, of ${data.favoritesCount}`);
  const favorites = dataOf(await api.GET('/api/users/me/favorites'));
  console.log(`My favorites: ${favorites.data.map(({ movie }) => movie?.title).join(', ')}`);
};

const changeProfile = async (): Promise<void> => {
  const me = dataOf(await api.PUT('/api/users/me', { body: { firstName: 'Ada' } }));
  console.log(`First name: ${me.firstName}`);

  const form = new FormData();
  form.set('avatar', new Blob([Buffer.from(PICTURE, 'base64')], { type: 'image/png' }), 'ada.png');
  // The generated types say string of a file; a form is sent as it is.
  const body = form as unknown as { avatar: string };
  const { avatar } = dataOf(await api.PUT('/api/users/me/avatar', { body }));
  console.log(`Avatar: ${avatar?.mime}`);
};

const main = async (): Promise<void> => {
  const first = await listMovies(1);
  for (const { title, director } of first.data) {
    console.log(`Movie: ${title}, by ${director?.firstName} ${director?.lastName ?? ''}`);
  }
  const second = await listMovies(2);
  console.log(`Page 2 has ${second.data.length} movies`);

  await searchMovies('metro');

  const jwt = await signUp();
  api.use({
    onRequest: ({ request }) => request.headers.set('Authorization', `Bearer ${jwt}`),
  });
  const [movie] = first.data;
  if (movie) await addFavorite(movie.documentId);
  await changeProfile();
};

void main();
