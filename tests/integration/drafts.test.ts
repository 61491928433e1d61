import {
  createCharacter,
  createDraft,
  createImage,
  createMovie,
  createPerson,
  genre,
} from '../factories';
import { anonymous, clearCatalogue, strapi, withApiToken, withUser, type Client } from '../harness';

/**
 * The catalogue as two observers could find it: one published movie whose draft has been edited
 * since, and one movie that was never published. `rewriteDrafts` changes everything about the drafts
 * that could be read or guessed, `deleteDraft` removes the unpublished movie. Whoever may not see
 * drafts must not be able to tell the three states apart, by any query.
 */
interface World {
  secretId: string;
  publicId: string;
  directorId: string;
  rewriteDrafts: () => Promise<void>;
  deleteDraft: () => Promise<void>;
}

const movies = () => strapi().documents('api::movie.movie');

const createWorld = async (): Promise<World> => {
  const director = await createPerson({ firstName: 'Dora', lastName: 'Director' });
  const poster = await createImage();
  const published = await createMovie({
    title: 'Public',
    budget: 10,
    poster,
    director: director.documentId,
  });
  const secret = await createDraft({
    title: 'Secret',
    budget: 99,
    poster,
    director: director.documentId,
    genres: [await genre('Western')],
  });
  const lead = await createCharacter(published.documentId, { name: 'Returning' });
  await strapi()
    .documents('api::character.character')
    .update({
      documentId: lead.documentId,
      data: { movies: { connect: [{ documentId: secret.documentId, status: 'draft' }] } },
    });
  await movies().publish({ documentId: published.documentId });
  await movies().update({
    documentId: published.documentId,
    data: { title: 'Edited', budget: 77 },
  });
  await createCharacter(secret.documentId, { name: 'Only in the draft' });

  return {
    secretId: secret.documentId,
    publicId: published.documentId,
    directorId: director.documentId,
    async rewriteDrafts() {
      await movies().update({
        documentId: secret.documentId,
        data: { title: 'Aaa', budget: 1, genres: [] },
      });
      await movies().update({
        documentId: published.documentId,
        data: { title: 'Zzz', budget: 1 },
      });
    },
    async deleteDraft() {
      await movies().delete({ documentId: secret.documentId });
    },
  };
};

type Question = [path: string, query?: string];

const REST_QUESTIONS: Question[] = [
  ['/movies'],
  ['/movies', 'status=draft'],
  ['/movies', 'status='],
  ['/movies', 'status[]=draft'],
  ['/movies', 'status[$ne]=published'],
  ['/movies', 'status=DRAFT'],
  ['/movies', 'publicationFilter=modified'],
  ['/movies', 'publicationFilter=never-published-document&status=draft'],
  ['/movies', 'hasPublishedVersion=false'],
  ['/movies', 'hasPublishedVersion=false&status=draft'],
  ['/movies', '_q=Secret'],
  ['/movies', 'filters[title][$startsWith]=S'],
  ['/movies', 'filters[publishedAt][$null]=true'],
  ['/movies', 'filters[publishedAt][$notNull]=false'],
  ['/movies', 'filters[$or][0][publishedAt][$null]=true&filters[$or][1][title]=x'],
  ['/movies', 'filters[$not][publishedAt][$notNull]=true'],
  ['/movies', 'filters[characters][movies][title]=Secret'],
  ['/movies', 'filters[characters][movies][budget][$gt]=50'],
  ['/movies', 'filters[characters][movies][genres][name]=Western'],
  ['/movies', 'sort=characters.movies.title'],
  ['/movies', 'sort=title:desc'],
  ['/movies', 'populate[director][populate][directedMovies]=true'],
  ['/movies', 'populate[characters][populate][movies][filters][title]=Secret'],
  ['/movies/SECRET'],
  ['/movies/SECRET', 'status=draft'],
  ['/movies/SECRET/preview'],
  ['/movies/PUBLIC'],
  ['/movies/PUBLIC', 'status=draft'],
  ['/movies/PUBLIC/preview'],
  ['/characters', 'populate=*'],
  ['/characters', 'populate=movies'],
  ['/characters', 'populate=movies&status=draft'],
  ['/characters', 'populate=movies&status='],
  ['/characters', 'populate[movies][status]=draft'],
  ['/characters', 'populate[movies][count]=true'],
  ['/characters', 'populate[movies][filters][title][$contains]=e'],
  ['/characters', 'populate[movies][sort]=title'],
  ['/characters', 'filters[movies][title]=Secret'],
  ['/characters', 'filters[movies][title][$startsWith]=Se'],
  ['/characters', 'filters[movies][title][$in][0]=Secret'],
  ['/characters', 'filters[movies][budget][$gte]=50'],
  ['/characters', 'filters[movies][documentId]=SECRET'],
  ['/characters', 'filters[movies][publishedAt][$null]=true'],
  ['/characters', 'filters[movies][id][$null]=true'],
  ['/characters', 'filters[movies][id][$notNull]=true'],
  ['/characters', 'filters[movies][$null]=true'],
  ['/characters', 'filters[movies][$notNull]=true'],
  ['/characters', 'filters[movies][id][$gt]=0'],
  ['/characters', 'filters[movies]=3'],
  ['/characters', 'filters[movies][$in][0]=3&filters[movies][$in][1]=4'],
  ['/characters', 'filters[$not][movies][title]=Secret'],
  ['/characters', 'filters[movies][$not][title]=Secret'],
  ['/characters', 'filters[$or][0][movies][title]=Secret&filters[$or][1][name]=x'],
  ['/characters', 'filters[$and][0][$or][0][movies][title][$eqi]=secret'],
  ['/characters', 'filters[movies][genres][name]=Western'],
  ['/characters', 'filters[movies][director][directedMovies][title]=Secret'],
  ['/characters', 'filters[actor][characters][movies][title]=Secret'],
  ['/characters', 'sort=movies.title'],
  ['/characters', 'sort[0]=movies.budget:desc'],
  ['/characters', 'sort[movies][title]=asc'],
  ['/characters', 'sort[0][movies][title]=desc'],
  ['/people', 'populate=*'],
  ['/people', 'populate[0]=directedMovies&populate[1]=characters.movies'],
  ['/people', 'populate[directedMovies][populate]=*'],
  ['/people', 'populate[directedMovies][count]=true'],
  ['/people', 'populate[characters][filters][movies][title]=Secret'],
  ['/people', 'populate[characters][sort]=movies.title:desc'],
  ['/people', 'populate[characters][sort][0][movies][title]=desc'],
  ['/people', 'filters[directedMovies][title]=Secret'],
  ['/people', 'filters[directedMovies][favoritesCount][$null]=true'],
  ['/people', 'filters[directedMovies][title][$ne]=Public'],
  ['/people', 'filters[directedMovies][title][$notIn][0]=Public'],
  [
    '/people',
    'filters[directedMovies][title][$between][0]=S&filters[directedMovies][title][$between][1]=T',
  ],
  ['/people', 'sort=directedMovies.budget'],
  ['/people/DIRECTOR', 'populate=directedMovies'],
  ['/people/DIRECTOR', 'populate=directedMovies&status=draft'],
  ['/movies', 'populate[poster][populate]=*'],
  ['/movies', 'populate[poster][populate]=related'],
  ['/movies', 'populate[poster][populate][related]=true'],
  ['/movies', 'populate=poster.related'],
  ['/people', 'populate[directedMovies][populate][poster][populate]=related'],
  ['/people', 'populate[photos][populate]=*'],
  ['/genres', 'status=draft'],
  ['/countries', 'publicationFilter=modified'],
];

const GRAPHQL_QUESTIONS: string[] = [
  '{ movies { documentId title budget } }',
  '{ movies(status: DRAFT) { documentId title } }',
  '{ movies(hasPublishedVersion: false) { title } }',
  '{ movies(publicationFilter: MODIFIED) { title } }',
  '{ movies(filters: { publishedAt: { null: true } }) { title } }',
  '{ movies_connection(filters: { title: { eq: "Secret" } }) { pageInfo { total } } }',
  '{ movies_connection(status: DRAFT) { pageInfo { total } nodes { title } } }',
  '{ movie(documentId: "SECRET") { title } }',
  '{ movie(documentId: "SECRET", status: DRAFT) { title } }',
  '{ movie(documentId: "PUBLIC", status: DRAFT) { title } }',
  '{ movie(documentId: "PUBLIC") { title characters { name movies { title } } } }',
  '{ movie(documentId: "PUBLIC") { characters { movies(status: DRAFT) { title } } } }',
  '{ movie(documentId: "PUBLIC") { characters { movies_connection { pageInfo { total } } } } }',
  '{ movie(documentId: "PUBLIC") { characters { movies_connection(status: DRAFT) { pageInfo { total } nodes { title } } } } }',
  '{ people { firstName directedMovies { title } characters { name movies { title } } } }',
  '{ people { directedMovies(status: DRAFT) { title } } }',
  '{ people { directedMovies(hasPublishedVersion: false) { title } } }',
  '{ people { directedMovies(filters: { title: { startsWith: "S" } }) { title } } }',
  '{ people(status: DRAFT) { directedMovies { title } } }',
  '{ people(filters: { directedMovies: { title: { eq: "Secret" } } }) { firstName } }',
  '{ people_connection(filters: { directedMovies: { budget: { gt: 50 } } }) { pageInfo { total } } }',
  '{ people(sort: "directedMovies.title") { firstName } }',
  '{ people { characters(filters: { movies: { title: { eq: "Secret" } } }) { name } } }',
  '{ people { characters(sort: "movies.title:desc") { name } } }',
  '{ characters { name movies { title } } }',
  '{ characters(filters: { movies: { title: { eq: "Secret" } } }) { name } }',
  '{ characters(filters: { not: { movies: { title: { eq: "Secret" } } } }) { name } }',
  '{ characters(filters: { movies: { id: { null: true } } }) { name } }',
  '{ characters(filters: { actor: { characters: { movies: { title: { eq: "Secret" } } } } }) { name } }',
  '{ characters(sort: ["movies.budget"]) { name } }',
  '{ movies { poster { name related { ... on Movie { title } } } } }',
];

const CALLERS: [string, () => Promise<Client>][] = [
  ['an anonymous visitor', () => Promise.resolve(anonymous())],
  ['a signed-in user', withUser],
  [
    'an API token that reads and writes, without the preview permission',
    () =>
      withApiToken(
        ['movie', 'person', 'character', 'genre', 'country'].flatMap((type) =>
          ['find', 'findOne', 'create', 'update'].map((action) => `api::${type}.${type}.${action}`),
        ),
      ),
  ],
];

const fill = (text: string, world: World): string =>
  text
    .replaceAll('SECRET', world.secretId)
    .replaceAll('PUBLIC', world.publicId)
    .replaceAll('DIRECTOR', world.directorId);

/** Asks everything there is to ask, and notes the answers word for word. */
const interrogate = async (client: Client, world: World): Promise<Record<string, unknown>> => {
  const answers: Record<string, unknown> = {};
  for (const [path, query = ''] of REST_QUESTIONS) {
    const question = `${fill(path, world)}?${fill(query, world)}`;
    const { status, body } = await client.get(question);
    answers[question] = { status, body };
  }
  for (const question of GRAPHQL_QUESTIONS) {
    answers[question] = await client.graphql(fill(question, world));
  }
  return answers;
};

afterEach(clearCatalogue);

describe.each(CALLERS)('to %s', (_name, caller) => {
  it('no query tells what drafts say, or that there are any', async () => {
    const world = await createWorld();
    const client = await caller();

    const before = await interrogate(client, world);
    await world.rewriteDrafts();
    expect(await interrogate(client, world)).toEqual(before);
    await world.deleteDraft();
    expect(await interrogate(client, world)).toEqual(before);
  });

  it('no answer is an internal error', async () => {
    const answers = await interrogate(await caller(), await createWorld());

    const failed = Object.entries(answers).filter(([, answer]) =>
      /InternalServerError|INTERNAL_SERVER_ERROR|"status":500/.test(JSON.stringify(answer)),
    );
    expect(failed).toEqual([]);
  });
});

describe('the published side of the same questions', () => {
  it('filters through relations find published movies', async () => {
    await createWorld();
    const ask = async (query: string) => {
      const { body } = await anonymous().get(`/people?${query}`);
      return (body as { data: { firstName: string }[] }).data.map(({ firstName }) => firstName);
    };

    expect(await ask('filters[directedMovies][title]=Public')).toEqual(['Dora']);
    expect(await ask('filters[directedMovies][title]=Edited')).toEqual([]);
    expect(await ask('filters[directedMovies][$notNull]=true')).toEqual(['Dora']);
    expect(await ask('filters[$not][directedMovies][title]=Public')).not.toContain('Dora');
    expect(await ask('filters[characters][movies][director][firstName]=Dora')).toHaveLength(2);
  });

  it('says why a status is refused, and what to do', async () => {
    const { status, body } = await anonymous().get('/movies?status=draft');

    expect(status).toBe(403);
    expect(body).toMatchObject({
      data: null,
      error: { status: 403, message: expect.stringContaining('"Movie: preview"') },
    });
  });
});

describe('with an API token that may preview', () => {
  const previewer = () =>
    withApiToken([
      'api::movie.movie.find',
      'api::movie.movie.findOne',
      'api::movie.movie.preview',
      'api::person.person.find',
      'api::character.character.find',
      'api::country.country.find',
    ]);

  it('status=draft shows drafts over REST, in lists, entries and relations', async () => {
    const world = await createWorld();
    const client = await previewer();

    const list = await client.get('/movies?status=draft&sort=title&fields=title');
    expect(list.body).toMatchObject({ data: [{ title: 'Edited' }, { title: 'Secret' }] });
    const entry = await client.get(`/movies/${world.secretId}?status=draft`);
    expect(entry.body).toMatchObject({ data: { title: 'Secret' } });
    const preview = await client.get(`/movies/${world.secretId}/preview`);
    expect(preview.body).toMatchObject({ data: { title: 'Secret' } });
    const people = await client.get(
      '/people?status=draft&filters[firstName]=Dora&populate=directedMovies',
    );
    expect(people.body).toMatchObject({
      data: [{ directedMovies: [{ title: 'Edited' }, { title: 'Secret' }] }],
    });
  });

  it('status: DRAFT shows drafts over GraphQL', async () => {
    await createWorld();
    const client = await previewer();

    expect(await client.graphql('{ movies(status: DRAFT, sort: "title") { title } }')).toEqual({
      data: { movies: [{ title: 'Edited' }, { title: 'Secret' }] },
    });
  });

  it('shows a draft that lacks what is mandatory, over GraphQL', async () => {
    await createDraft({ title: 'Bare', director: null, country: null });

    const { data, errors } = await (
      await previewer()
    ).graphql('{ movies(status: DRAFT) { title director { lastName } country { code } } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ movies: [{ title: 'Bare', director: null, country: null }] });
  });

  it('shows published movies where no status is asked for', async () => {
    await createWorld();

    const { body } = await (await previewer()).get('/movies?fields=title');
    expect(body).toMatchObject({ data: [{ title: 'Public' }] });
  });
});

describe('who writes without the preview permission', () => {
  const writer = () =>
    withApiToken([
      'api::movie.movie.create',
      'api::movie.movie.update',
      'api::movie.movie.findOne',
    ]);

  it('is not told the title of a draft that cannot be published', async () => {
    const { documentId } = await createDraft({ title: 'Secret' });

    const { status, body } = await (await writer()).put(`/movies/${documentId}`, { data: {} });
    expect(status).toBe(400);
    expect(body.error.message).toContain('The movie cannot be published: it has no character.');
    expect(JSON.stringify(body)).not.toContain('Secret');
  });

  it('cannot read a draft by updating it, over REST or GraphQL', async () => {
    const world = await createWorld();
    const client = await writer();

    const rest = await client.put(`/movies/${world.secretId}?status=draft`, { data: {} });
    expect(rest.status).toBe(403);
    const graphql = await client.graphql(
      `mutation { updateMovie(documentId: "${world.secretId}", status: DRAFT, data: {}) { title } }`,
    );
    expect(graphql).toMatchObject({ errors: [{ message: expect.stringContaining('preview') }] });
    expect(JSON.stringify([rest.body, graphql])).not.toContain('Secret');
  });
});
