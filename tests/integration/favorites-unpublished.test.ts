import { createMovie } from '../factories';
import { anonymous, type Client, clearCatalogue, strapi, withUser } from '../harness';

/** A favorite of a movie that is no longer published stays, and tells nothing of the draft. */
const movies = () => strapi().documents('api::movie.movie');

let user: Client;
let movie: string;

/** The titles of the movies that come with the user's favorites. */
const favoriteMovies = async (query = {}): Promise<(string | null)[]> => {
  const { body } = await user.get('/users/me/favorites', query).expect(200);
  const favorites = body.data as { movie: { title: string } | null }[];
  return favorites.map((favorite) => favorite.movie?.title ?? null);
};

beforeEach(async () => {
  await clearCatalogue();
  user = await withUser();
  movie = (await createMovie({ title: 'Vertigo' })).documentId;
  await user.put(`/movies/${movie}/favorite`, {}).expect(200);
  await movies().update({ documentId: movie, data: { title: 'Secret' } });
  await movies().unpublish({ documentId: movie });
});

it('stays, and shows nothing of the movie', async () => {
  expect(await favoriteMovies()).toEqual([null]);
  const { data } = await user.graphql(
    '{ myFavorites { movie { title } } myFavorites_connection { nodes { movie { title } } } }',
  );
  expect(data).toEqual({
    myFavorites: [{ movie: null }],
    myFavorites_connection: { nodes: [{ movie: null }] },
  });
  const { body } = await user.get('/favorites/states', { movies: movie });
  expect(body.data).toEqual([{ movie, favorite: false }]);
  const everything = await user.get('/users/me/favorites', { populate: '*' });
  expect(JSON.stringify(everything.body)).not.toMatch(/Secret|Vertigo/);
  expect(JSON.stringify(everything.body)).not.toContain(movie);
});

it.each([
  { 'filters[movie][title]': 'Secret' },
  { 'filters[movie][title]': 'Vertigo' },
  { 'filters[movie][documentId][$notNull]': true },
  { 'filters[movie][id][$gt]': 0 },
  { 'filters[$or][0][movie][title][$contains]': 'e' },
  { 'filters[$not][movie][$null]': true },
])('is not found by what the draft says: %j', async (query) => {
  expect(await favoriteMovies(query)).toEqual([]);
});

it('is not found by what the draft says over GraphQL', async () => {
  const { data } = await user.graphql(
    '{ myFavorites(filters: { movie: { title: { contains: "e" } } }) { documentId } }',
  );
  expect(data?.myFavorites).toEqual([]);
});

it.each([{ status: 'draft' }, { sort: 'movie.title' }])(
  'is not shown by %j either',
  async (query) => {
    const { status, body } = await user.get('/users/me/favorites', query);
    expect([400, 403]).toContain(status);
    expect(body.data).toBeNull();
  },
);

it('shows the movie again when it is published again', async () => {
  await movies().publish({ documentId: movie });
  expect(await favoriteMovies()).toEqual(['Secret']);
  const { body } = await anonymous().get(`/movies/${movie}`).expect(200);
  expect(body.data.favoritesCount).toBe(1);
});
