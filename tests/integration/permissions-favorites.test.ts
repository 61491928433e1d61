import { createMovie } from '../factories';
import {
  type Client,
  grantToUsers,
  registerUser,
  strapi,
  withTokenOfType,
  withUser,
} from '../harness';
import { CALLERS } from './permissions-subjects';

/**
 * Nobody learns of another user's favorites: not by asking for them, and not by asking questions whose
 * answers would differ. The victim has one favorite; whatever an attacker asks must be refused, or
 * answered as if there were none.
 */
const EMAIL = 'victim@example.com';

let victimId: number;
let movie: string;
let favorite: { id: number; documentId: string };

beforeAll(async () => {
  const victim = await registerUser({ username: 'the-victim', email: EMAIL });
  victimId = victim.user.id;
  movie = (await createMovie({ title: 'Guilty pleasure' })).documentId;
  await victim.client.put(`/movies/${movie}/favorite`, {}).expect(200);
  favorite = (await strapi().db.query('api::favorite.favorite').findMany())[0];
});

const fill = (text: string): string =>
  text
    .replaceAll('USER', String(victimId))
    .replaceAll('FAVORITE', favorite.documentId)
    .replaceAll('MOVIE', movie);

const ATTACKERS = [
  ...CALLERS,
  { name: 'a read-only API token', connect: () => withTokenOfType('read-only') },
  { name: 'a full-access API token', connect: () => withTokenOfType('full-access') },
];

const OWN_LIST = [
  'filters[user][id]=USER',
  'filters[user]=USER',
  'filters[user][email][$startsWith]=v',
  'filters[user][username]=the-victim',
  'filters[$or][0][user][id]=USER',
  'filters[$not][user][id]=0',
  'filters[user_id]=USER',
  'filters[movieDocumentId]=MOVIE',
  'filters[movie][documentId]=MOVIE',
  'filters[documentId]=FAVORITE',
  'filters[createdBy][email][$startsWith]=v',
  'populate=user',
  'populate[user]=true',
  'populate[user][fields]=email',
  'populate[movie][populate]=favorites',
  'populate[movie][populate][favorites][populate]=user',
  'populate=*',
  'fields=user',
  'fields[0]=movieDocumentId',
  'sort=user.email',
  'sort[user][email]=asc',
  'sort=movieDocumentId',
  'user=USER',
  'userId=USER',
  '_q=victim',
];

const REST = [
  ...OWN_LIST.map((query) => `/users/me/favorites?${query}`),
  '/favorites',
  '/favorites/FAVORITE',
  '/favorites/count',
  '/users/USER/favorites',
  '/movies/MOVIE/favorite',
  '/movies/MOVIE/favorites',
  '/movies/MOVIE?populate[favorites][populate]=user',
  '/movies?filters[favorites][user][email][$startsWith]=v',
  '/favorites/states?movies=MOVIE',
  '/favorites/states?movies=MOVIE&user=USER',
  '/favorites/states?movies=MOVIE&filters[user][id]=USER',
];

const GRAPHQL = [
  '{ favorites { documentId } }',
  '{ favorites_connection { pageInfo { total } } }',
  '{ favorite(documentId: "FAVORITE") { createdAt } }',
  '{ myFavorites { documentId user { email } } }',
  '{ myFavorites { documentId movieDocumentId } }',
  '{ myFavorites { documentId createdAt } }',
  '{ myFavorites(user: "USER") { documentId } }',
  '{ myFavorites(filters: { user: { id: { eq: USER } } }) { documentId } }',
  '{ myFavorites(filters: { user: { email: { startsWith: "v" } } }) { documentId } }',
  '{ myFavorites(filters: { movie: { documentId: { eq: "MOVIE" } } }) { documentId } }',
  '{ myFavorites(filters: { documentId: { eq: "FAVORITE" } }) { documentId } }',
  '{ myFavorites(sort: "user.email") { documentId } }',
  '{ myFavorites_connection { pageInfo { total } nodes { documentId } } }',
  '{ myFavorites_connection(filters: { not: { documentId: { eq: "" } } }) { pageInfo { total } } }',
  '{ movies { favorites { user { email } } } }',
  '{ usersPermissionsUser(documentId: "USER") { favorites { documentId } } }',
  '{ me { favorites { documentId } } }',
  'mutation { createFavorite(data: { user: "USER" }) { documentId } }',
  'mutation { updateFavorite(documentId: "FAVORITE", data: {}) { documentId } }',
  'mutation { deleteFavorite(documentId: "FAVORITE") { documentId } }',
  'mutation { removeFavorite(movie: "MOVIE", user: "USER") { favorite } }',
];

/** Nothing in it but empty lists, zeros and noes. */
const tellsNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === 0 ||
  value === false ||
  (typeof value === 'object' && Object.values(value).every(tellsNothing));

describe.each(ATTACKERS)('the favorites of others, asked for by $name', ({ connect }) => {
  let attacker: Client;
  beforeAll(async () => {
    attacker = await connect();
  });

  it.each(REST)('do not show over REST: %s', async (path) => {
    const { status, text, body } = await attacker.get(fill(path));
    expect([200, 400, 401, 403, 404, 405]).toContain(status);
    expect(text).not.toContain(EMAIL);
    if (status !== 200) return;
    const rows = body.data as { favorite?: boolean }[];
    expect(rows.filter((row) => row.favorite !== false)).toEqual([]);
    expect(body.meta.pagination?.total ?? 0).toBe(0);
  });

  it.each(GRAPHQL)('do not show over GraphQL: %s', async (operation) => {
    const { data, errors } = await attacker.graphql(fill(operation));
    expect(JSON.stringify({ data, errors })).not.toContain(EMAIL);
    expect({ data, nothing: tellsNothing(data) }).toEqual({ data, nothing: true });
  });
});

describe('a favorite shows its user to nobody, also where the role may read users', () => {
  let owner: Client;
  let takeBack: () => Promise<void>;

  beforeAll(async () => {
    owner = await withUser();
    await owner.put(`/movies/${movie}/favorite`, {}).expect(200);
    takeBack = await grantToUsers('plugin::users-permissions.user.find');
  });

  afterAll(async () => {
    await takeBack();
    await owner.delete(`/movies/${movie}/favorite`).expect(200);
  });

  it.each(OWN_LIST)('over REST: %s', async (query) => {
    const { status, text } = await owner.get(`/users/me/favorites?${fill(query)}`);
    expect([200, 400]).toContain(status);
    expect(text).not.toMatch(/"(user|movieDocumentId)":|@example.com/);
  });

  it.each(['user { email }', 'movieDocumentId'])('over GraphQL: %s', async (field) => {
    const { data, errors } = await owner.graphql(`{ myFavorites { ${field} } }`);
    expect([data, errors?.length]).toEqual([undefined, 1]);
  });
});

it('are left as they were by all of that', async () => {
  expect(await strapi().db.query('api::favorite.favorite').findMany()).toEqual([favorite]);
});
