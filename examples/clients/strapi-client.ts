/** A frontend with Strapi's own client, which knows collections and leaves the rest to `fetch`. */
import { strapi } from '@strapi/client';

const baseURL = `${process.argv[2] ?? 'http://localhost:1337'}/api`;

const visitor = strapi({ baseURL });

type Client = typeof visitor;

/** What of a movie is used here; the client knows no attributes. */
interface Movie {
  documentId: string;
  title: string;
  director?: { firstName: string; lastName: string | null } | null;
}

/** A picture of one pixel; in a page, the file of an `<input type="file">`. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const listMovies = async (page: number): Promise<Movie[]> => {
  const { data } = await visitor.collection('movies').find({
    filters: { releaseDate: { $notNull: true } },
    sort: 'releaseDate:asc',
    populate: { director: { fields: ['firstName', 'lastName'] } },
    pagination: { page, pageSize: 2 },
  });
  return data as unknown as Movie[];
};

/** What a visitor types into a search box. The `find` of the client knows no `_q`. */
const searchMovies = async (text: string): Promise<void> => {
  const answer = await visitor.fetch(`/movies?${new URLSearchParams({ _q: text }).toString()}`);
  const { data } = (await answer.json()) as { data: Movie[] };
  console.log(`Search: ${data.map(({ title }) => title).join(', ')}`);
};

const sendJson = async <Answer>(
  client: Client,
  method: string,
  path: string,
  body: object = {},
): Promise<Answer> => {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await client.fetch(path, { method, headers, body: JSON.stringify(body) });
  return (await answer.json()) as Answer;
};

/** A new account, so that the example can be run again and again. */
const signUp = async (): Promise<Client> => {
  const username = `grace-${Date.now()}`;
  const email = `${username}@example.com`;
  const password = 'correct horse battery';
  await sendJson(visitor, 'POST', '/auth/local/register', { username, email, password });
  const credentials = { identifier: email, password };
  const { jwt } = await sendJson<{ jwt: string }>(visitor, 'POST', '/auth/local', credentials);
  return strapi({ baseURL, auth: jwt });
};

const addFavorite = async (user: Client, documentId: string): Promise<void> => {
  const { data } = await sendJson<{ data: { favorite: boolean; favoritesCount: number } }>(
    user,
    'PUT',
    `/movies/${documentId}/favorite`,
  );
  console.log(`Favorite: ${data.favorite}, of ${data.favoritesCount}`);
  const answer = await user.fetch('/users/me/favorites');
  const favorites = (await answer.json()) as { data: { movie: Movie | null }[] };
  console.log(`My favorites: ${favorites.data.map(({ movie }) => movie?.title).join(', ')}`);
};

const changeProfile = async (user: Client): Promise<void> => {
  const me = await sendJson<{ firstName: string }>(user, 'PUT', '/users/me', {
    firstName: 'Grace',
  });
  console.log(`First name: ${me.firstName}`);

  const form = new FormData();
  form.set('avatar', new Blob([Buffer.from(PICTURE, 'base64')], { type: 'image/png' }), 'me.png');
  const answer = await user.fetch('/users/me/avatar', { method: 'PUT', body: form });
  const { avatar } = (await answer.json()) as { avatar: { mime: string } };
  console.log(`Avatar: ${avatar.mime}`);
};

const main = async (): Promise<void> => {
  const first = await listMovies(1);
  for (const { title, director } of first) {
    console.log(`Movie: ${title}, by ${director?.firstName} ${director?.lastName ?? ''}`);
  }
  console.log(`Page 2 has ${(await listMovies(2)).length} movies`);

  await searchMovies('metro');

  const user = await signUp();
  const [movie] = first;
  if (movie) await addFavorite(user, movie.documentId);
  await changeProfile(user);
};

void main();
