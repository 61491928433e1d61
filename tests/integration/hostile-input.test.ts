import { createMovie, createPerson } from '../factories';
import { anonymous, application, clearCatalogue, withApiToken, type Client } from '../harness';

/** Nothing a caller sends may end in an internal error, and nothing may be half done. */

const NUL = '%00';

const QUERIES = [
  '/movies?filters[budget]=abc',
  '/movies?filters[budget][$gt]=1e999',
  '/movies?filters[durationMinutes]=abc',
  '/movies?filters[durationMinutes]=99999999999',
  '/movies?filters[favoritesCount]=abc',
  '/movies?filters[releaseDate]=yesterday',
  '/movies?filters[createdAt][$gt]=never',
  '/movies?filters[id]=abc',
  '/movies?filters[director]=abc',
  '/movies?filters[director][id]=abc',
  '/movies?filters[characters][id]=abc',
  '/movies?filters[characters]=99999999999999',
  `/movies?filters[title]=${NUL}`,
  `/movies?_q=${NUL}`,
  `/movies/${NUL}`,
  '/movies?_q[]=a',
  '/movies?_q[a]=b',
  '/movies?filters[title][$between]=a',
  '/movies?filters[title][$in]=',
  '/movies?filters[title][$foo]=a',
  '/movies?filters[$and]=a',
  '/movies?filters[$not]=a',
  '/movies?filters[__proto__][x]=1',
  '/movies?filters[constructor][prototype]=1',
  '/movies?filters[durationMinutes][$contains]=1',
  '/movies?filters[releaseDate][$contains]=2020',
  '/movies?filters[title][$jsonSupersetOf]=x',
  '/movies?filters[$eq]=x',
  '/movies?filters[$null]=true',
  '/movies?filters[director][$contains]=abc',
  '/movies?filters=abc',
  '/movies?sort=',
  '/movies?sort=title:sideways',
  '/movies?sort[title]=',
  '/movies?fields[a]=b',
  '/movies?populate[a][b][c]=d',
  '/movies?populate[director]=',
  '/movies?populate[director][on][x]=1',
  '/movies?pagination[page]=999999999999999999',
  '/movies?pagination[page]=-1',
  '/movies?pagination[page]=abc',
  '/movies?pagination[start]=-5&pagination[limit]=-7',
  '/movies?pagination[withCount]=maybe',
  '/movies?pagination=abc',
  '/movies?locale[a]=b',
  '/people?filters[directedMovies]=abc',
  '/people?filters[directedMovies][title][$foo]=abc',
  '/people?filters[directedMovies][budget]=abc',
  '/people?filters[directedMovies][$null]=perhaps',
  `/people?filters[directedMovies][title]=${NUL}`,
  `/people?filters${'[directedMovies][director]'.repeat(15)}[firstName]=x`,
  `/people?filters${'[$not]'.repeat(50)}[firstName]=x`,
];

const BODIES: [string, unknown][] = [
  ['no data', {}],
  ['data that is a text', { data: 'x' }],
  ['data that is a list', { data: [] }],
  ['a number as title', { data: { title: 5 } }],
  ['an object as title', { data: { title: { a: 1 } } }],
  ['a text as director', { data: { title: 'x', director: 'nosuchperson' } }],
  ['an object as director', { data: { title: 'x', director: { a: 1 } } }],
  ['an unknown id as character', { data: { title: 'x', characters: [999999] } }],
  ['a huge id as character', { data: { title: 'x', characters: [1e15] } }],
  ['an unknown connect', { data: { title: 'x', genres: { connect: ['nosuchgenre'] } } }],
  ['a connect of nothing', { data: { title: 'x', genres: { connect: null } } }],
  ['an unknown poster', { data: { title: 'x', poster: 999999 } }],
  ['a text as poster', { data: { title: 'x', poster: 'picture' } }],
  ['infinity as budget', { data: { title: 'x', budget: '1e999' } }],
  ['a prototype key', JSON.parse('{"data": {"title": "x", "__proto__": {"budget": 1}}}')],
];

let editor: Client;

beforeAll(async () => {
  editor = await withApiToken(
    ['find', 'findOne', 'create', 'update', 'delete', 'preview'].map(
      (action) => `api::movie.movie.${action}`,
    ),
  );
});
afterEach(clearCatalogue);

it.each(QUERIES)('GET %s is answered, or refused as the caller’s mistake', async (path) => {
  await createMovie({ director: (await createPerson()).documentId });

  const { status } = await anonymous().get(path);
  expect(status).toBeLessThan(500);
});

it.each(BODIES)(
  'writing a movie with %s is refused as the caller’s mistake',
  async (_name, body) => {
    const { status } = await editor.post('/movies?status=draft', body as object);
    expect(status).toBe(400);
  },
);

it.each(['constructor', 'toString', 'hasOwnProperty'])(
  'a key that every object has is refused by name: %s',
  async (key) => {
    for (const path of [`/movies?filters[${key}]=x`, `/movies?populate[${key}]=x`]) {
      const { status, body } = await anonymous().get(path);
      expect([status, body.error?.message]).toEqual([400, `Invalid key ${key}`]);
    }
    const { status } = await editor.post('/movies', { data: { title: 'x', [key]: 1 } });
    expect(status).toBe(400);
  },
);

it('a NUL character is refused where users sign in, too', async () => {
  const { status, body } = await anonymous().post('/auth/local', {
    identifier: 'a\0',
    password: 'x',
  });
  expect(status).toBe(400);
  expect(body.error.message).toContain('NUL');
});

it.each(['/auth/local', '/auth/local/register', '/auth/forgot-password', '/auth/reset-password'])(
  'POST %s without a body is told what is missing',
  async (path) => {
    const answer = await fetch(`${application().url}/api${path}`, { method: 'POST' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('is a required field');
  },
);

it.each([
  '{ movies(filters: { title: { eq: "\\u0000" } }) { title } }',
  '{ movies(filters: { id: { eq: "abc" } }) { title } }',
  '{ movies(filters: { director: { documentId: { eq: "x" } } }) { title } }',
  '{ movies(sort: "nothing") { title } }',
  '{ movies(pagination: { page: -1 }) { title } }',
  '{ movie(documentId: "") { title } }',
])('GraphQL %s is answered without an internal error', async (query) => {
  const answer = await anonymous().graphql(query);
  expect(JSON.stringify(answer)).not.toContain('INTERNAL_SERVER_ERROR');
});
