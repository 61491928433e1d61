import { Client } from 'pg';
import { country, createDraft, createMovie, createPerson, genre } from '../factories';
import {
  anonymous,
  application,
  clearCatalogue,
  registerUser,
  revokeFromUsers,
  strapi,
  withApiToken,
} from '../harness';
import { statementsOf } from '../harness/statements';

interface Facets {
  genres: { name: string; count: number }[];
  countries: { name: string; code: string; count: number }[];
  decades: { decade: number | null; count: number }[];
}

interface Body {
  data: Facets;
  meta: { total: number };
}

const PATH = '/movies/facets';

beforeAll(async () => {
  await clearCatalogue();
  const [drama, comedy, war] = await Promise.all(['Drama', 'Comedy', 'War'].map(genre));
  const [france, italy] = await Promise.all(['FR', 'IT'].map(country));
  const movie = (title: string, genres: unknown[], made: unknown, releaseDate?: string) =>
    createMovie({ title, genres: genres as string[], country: made as string, releaseDate });
  await movie('A', [drama, comedy], france, '1999-12-31');
  await movie('B', [drama], france, '1990-01-01');
  await movie('C', [drama, war], italy, '2000-01-01');
  await movie('D', [], italy);
  await movie('E', [comedy], france, '1895-12-28');
  await createDraft({ title: 'Draft', genres: [war ?? ''], releaseDate: '2025-01-01' });
});

afterAll(clearCatalogue);

const read = async (query = '', client = anonymous()): Promise<Body> => {
  const { body, status } = await client.get(`${PATH}?${query}`);
  expect(status).toBe(200);
  return body as Body;
};

const countsOf = ({ data }: Body) => ({
  genres: data.genres.map(({ name, count }) => [name, count]),
  countries: data.countries.map(({ code, count }) => [code, count]),
  decades: data.decades.map(({ decade, count }) => [decade, count]),
});

it('counts published movies per genre, country and decade, the most frequent first', async () => {
  const body = await read();
  expect(countsOf(body)).toEqual({
    genres: [
      ['Drama', 3],
      ['Comedy', 2],
      ['War', 1],
    ],
    countries: [
      ['FR', 3],
      ['IT', 2],
    ],
    decades: [
      [1990, 2],
      [2000, 1],
      [1890, 1],
      [null, 1],
    ],
  });
  expect(body.meta).toEqual({ total: 5 });
  expect(Object.keys(body.data.genres[0] ?? {}).sort()).toEqual(['count', 'documentId', 'name']);
});

it.each([
  ['filters[title][$notNull]=true'],
  ['filters[$or][0][country][code]=FR&filters[$or][1][country][code]=IT'],
  ['filters[director][firstName][$notNull]=true'],
])('counts the same when all movies pass a filter: %s', async (query) => {
  expect(await read(query)).toEqual(await read());
});

it('counts within what is filtered, the filtered genre too', async () => {
  const body = await read('filters[genres][name]=Drama&filters[country][code]=FR');
  expect(countsOf(body)).toEqual({
    genres: [
      ['Drama', 2],
      ['Comedy', 1],
    ],
    countries: [['FR', 2]],
    decades: [[1990, 2]],
  });
  expect(body.meta).toEqual({ total: 2 });
});

it('counts a movie once that a filter finds in several ways', async () => {
  const { meta } = await read('filters[genres][name][$contains]=m');
  const { body } = await anonymous().get('/movies?filters[genres][name][$contains]=m');
  expect(meta.total).toBe(
    (body as { meta: { pagination: { total: number } } }).meta.pagination.total,
  );
});

it('is empty when nothing passes', async () => {
  const body = await read('filters[title]=Z');
  expect(body).toEqual({ data: { genres: [], countries: [], decades: [] }, meta: { total: 0 } });
});

it.each([
  ['filters[nothing]=x', 400],
  ['filters[director][password]=x', 400],
  ['filters[budget]=x', 400],
  ['filters[genres][name]=%00', 400],
  ['filters=abc', 400],
  ['filters[]=abc', 400],
  ['filters[$and]=abc', 400],
  ['filters[publishedAt][$null]=true', 200],
  ['sort=title', 400],
  ['pagination[page]=1', 400],
  ['_q=x', 400],
  ['status=draft', 403],
  ['status=published', 200],
])('answers %s as the list does: %d', async (query, expected) => {
  const { status, body } = await anonymous().get(`${PATH}?${query}`);
  expect(status).toBe(expected);
  if (!query.startsWith('filters')) return;
  const list = await anonymous().get(`/movies?${query}`);
  expect((body as { error?: object }).error).toEqual((list.body as { error?: object }).error);
});

it('shows nothing of drafts, but to who may see them', async () => {
  expect((await read('filters[title]=Draft')).meta.total).toBe(0);
  expect((await read('filters[publishedAt][$null]=true')).meta.total).toBe(0);
  const permissions = ['find', 'facets', 'preview'].map((action) => `api::movie.movie.${action}`);
  const editor = await withApiToken([...permissions, 'api::genre.genre.find']);
  const body = await read('status=draft', editor);
  expect(body.meta.total).toBe(6);
  expect(countsOf(body).genres).toContainEqual(['War', 2]);
});

it('lets nobody guess what drafts say', async () => {
  const director = (await createPerson()).documentId;
  const published = await createMovie({ director });
  const draft = await createDraft({ title: 'Secret', director });
  const { meta } = await read('filters[director][directedMovies][title]=Secret');
  for (const { documentId } of [published, draft]) {
    await strapi().documents('api::movie.movie').delete({ documentId });
  }
  expect(meta.total).toBe(0);
});

it('needs its own permission and that to list movies, and shows genres to who may list them', async () => {
  for (const permission of ['api::movie.movie.find', 'api::movie.movie.facets']) {
    const stranger = await withApiToken([permission]);
    expect((await stranger.get(PATH)).status).toBe(403);
    const { errors } = await stranger.graphql('{ movieFacets { total } }');
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  }
  const { client } = await registerUser();
  const giveBack = await revokeFromUsers('api::genre.genre.find');
  const { data, meta } = await read('', client);
  await giveBack();
  expect(data.genres).toEqual([]);
  expect(data.countries).toHaveLength(2);
  expect(meta.total).toBe(5);
});

it('counts with one statement', async () => {
  for (const query of ['', 'filters[title][$containsi]=a']) {
    const sent = await statementsOf(() => anonymous().get(`${PATH}?${query}`));
    expect(sent.filter(({ sql }) => /genre_id|entry_counts/.test(sql))).toHaveLength(1);
  }
});

it('gives up what takes too long, over REST and GraphQL, and says what to do', async () => {
  const blocker = new Client(application().databaseUrl);
  await blocker.connect();
  await blocker.query('BEGIN; LOCK TABLE movies_genres_lnk');
  const [rest, graphql] = await Promise.all([
    anonymous().get(`${PATH}?filters[title]=A`),
    anonymous().graphql('{ movieFacets(filters: { title: { eq: "A" } }) { total } }'),
  ]);
  await blocker.end();
  expect(rest.status).toBe(503);
  expect((rest.body as { error: { message: string } }).error).toMatchObject({
    name: 'FacetsTimeoutError',
    message: expect.stringMatching(/Filter further/) as string,
  });
  expect(graphql.data).toBeNull();
  expect(graphql.errors).toMatchObject([
    {
      message: expect.stringMatching(/Filter further/) as string,
      path: ['movieFacets'],
      extensions: { error: { name: 'FacetsTimeoutError' } },
    },
  ]);
});

it('GraphQL gives the same', async () => {
  const { data, errors } = await anonymous().graphql(`{
    all: movieFacets { ...counts }
    french: movieFacets(filters: { country: { code: { eq: "FR" } } }) { ...counts }
  }
  fragment counts on MovieFacets {
    genres { documentId name count }
    countries { documentId name code count }
    decades { decade count }
    total
  }`);
  expect(errors).toBeUndefined();
  const asGraphQL = ({ data: facets, meta }: Body) => ({ ...facets, ...meta });
  expect(data).toEqual({
    all: asGraphQL(await read()),
    french: asGraphQL(await read('filters[country][code]=FR')),
  });
  const drafts = await anonymous().graphql('{ movieFacets(status: DRAFT) { total } }');
  expect(drafts.data).toBeNull();
});

it('follows a publication at once', async () => {
  const { documentId } = await createMovie({ title: 'New', genres: [await genre('War')] });
  expect((await read()).meta.total).toBe(6);
  await strapi().documents('api::movie.movie').delete({ documentId });
  expect((await read()).meta.total).toBe(5);
});
