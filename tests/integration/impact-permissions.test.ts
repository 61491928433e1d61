import { createDraft, createMovie } from '../factories';
import {
  type AdminClient,
  clearCatalogue,
  createApiToken,
  outsideApi,
  registerUser,
  strapi,
  TEST_ADMIN_DOMAIN,
  withAdmin,
  withTokenOfType,
} from '../harness';
import type { Type } from './catalogue-doors';
import { impactOf, impactPath } from './impact-desk';
import { createWorld, type World } from './published-world';

const READ = 'plugin::content-manager.explorer.read';
const ROLE = 'impact-test';
const TYPES: readonly Type[] = ['movie', 'person', 'character', 'country', 'genre'];

const NOTHING_SAID = {
  status: 404,
  body: { data: null, error: { name: 'NotFoundError' } },
};

let world: World;

const removeRole = async () => {
  await strapi()
    .db.query('admin::user')
    .deleteMany({ where: { email: { $endsWith: TEST_ADMIN_DOMAIN } } });
  const roles = strapi().db.query('admin::role');
  const role = (await roles.findOne({ where: { code: ROLE } })) as { id: number } | null;
  if (!role) return;
  await strapi()
    .db.query('admin::permission')
    .deleteMany({ where: { role: { id: role.id } } });
  await roles.delete({ where: { id: role.id } });
};

/** An administrator whose role reads these attributes, by type, and nothing else. */
const whoReads = async (fields: Partial<Record<Type, string[]>>): Promise<AdminClient> => {
  const { id } = (await strapi()
    .db.query('admin::role')
    .create({ data: { name: ROLE, code: ROLE } })) as { id: number };
  const permissions = Object.entries(fields).map(([type, names]) => ({
    action: READ,
    subject: `api::${type}.${type}`,
    properties: { fields: names },
  }));
  await strapi().service('admin::role').addPermissions(id, permissions);
  return withAdmin(ROLE);
};

const ask = (client: Pick<AdminClient, 'get'>, type: Type, documents: string) =>
  client.get(impactPath(type), { documents });

const statusesOf = async (client: Pick<AdminClient, 'get'>, types = TYPES) =>
  Promise.all(types.map(async (type) => (await ask(client, type, world.movie)).status));

beforeEach(async () => {
  world = await createWorld();
});

afterEach(async () => {
  await clearCatalogue();
  await removeRole();
});

describe('who is not signed in to the admin panel', () => {
  it.each([
    ['a visitor', () => Promise.resolve(undefined)],
    ['a user of the site', async () => (await registerUser()).jwt],
    ['a full-access API token', () => createApiToken({ type: 'full-access' })],
  ])('%s gets 401 for every type', async (_, tokenOf) => {
    expect(await statusesOf(outsideApi(await tokenOf()))).toEqual(TYPES.map(() => 401));
  });

  it('finds nothing of it in the content API', async () => {
    const client = await withTokenOfType('full-access');
    const { status } = await client.get(impactPath('movie'), { documents: world.movie });

    expect(status).toBe(404);
  });
});

describe('an administrator', () => {
  it.each(['strapi-super-admin', 'strapi-editor'])(
    'with the role %s learns the impact of a movie',
    async (role) => {
      const { effects } = await impactOf(await withAdmin(role), 'movie', world.movie);

      expect(effects[0]).toMatchObject({ named: ['Sofia Coppola', 'Bill Murray'] });
    },
  );

  it('is refused for types that the role does not read', async () => {
    const admin = await whoReads({ person: ['firstName', 'lastName'] });

    expect(await statusesOf(admin, ['movie', 'character', 'country', 'genre'])).toEqual([
      403, 403, 403, 403,
    ]);
    expect((await ask(admin, 'person', world.director)).status).toBe(200);
  });

  it('is told how many there are of what the role does not read, and no names', async () => {
    const admin = await whoReads({ person: ['biography'] });

    expect(await impactOf(admin, 'person', world.director)).toEqual({
      named: [],
      published: 1,
      obstacles: [{ name: 'movies-without-director', total: 1, named: [] }],
      effects: [],
    });
  });

  it('needs every attribute that a name is made of', async () => {
    const admin = await whoReads({ person: ['firstName', 'lastName'], movie: ['title'] });
    const { named, obstacles } = await impactOf(admin, 'person', world.director);

    expect(named).toEqual(['Sofia Coppola']);
    expect(obstacles).toMatchObject([{ total: 1, named: [] }]);
  });

  it('who may not read the count of favorites is not told of them', async () => {
    await (await registerUser()).client.put(`/movies/${world.movie}/favorite`, {});
    const admin = await whoReads({ movie: ['title', 'releaseDate'] });
    const { effects } = await impactOf(admin, 'movie', world.movie);

    expect(effects.map(({ name }) => name)).toEqual([
      'pages-of-people',
      'listings-of-countries',
      'characters-without-movie',
    ]);
  });
});

describe('an Author', () => {
  it('learns nothing of the movies of others, not even that they are there', async () => {
    const author = await withAdmin('strapi-author');

    expect(await ask(author, 'movie', world.movie)).toMatchObject(NOTHING_SAID);
  });

  it('learns the impact of their own, also together with others or not', async () => {
    const author = await withAdmin('strapi-author');
    const { body } = await author.post(`/content-manager/collection-types/api::movie.movie`, {
      title: 'Mine',
    });
    const mine = (body as { data: { documentId: string } }).data.documentId;

    expect(await impactOf(author, 'movie', mine)).toMatchObject({ named: ['Mine'] });
    expect(await ask(author, 'movie', `${mine},${world.movie}`)).toMatchObject(NOTHING_SAID);
  });

  it('reads that others need a person, and the titles of their own alone', async () => {
    const author = await withAdmin('strapi-author');
    await author.post(`/content-manager/collection-types/api::movie.movie`, {
      title: 'Mine',
      director: { connect: [{ documentId: world.director }] },
    });
    await createDraft({ title: 'Theirs', director: world.director });

    expect(await impactOf(author, 'person', world.director)).toMatchObject({
      obstacles: [{ name: 'movies-without-director', total: 1, named: [] }],
      effects: [{ name: 'drafts', total: 2, named: ['Mine'] }],
    });
  });
});

describe('a request that makes no sense', () => {
  let admin: AdminClient;
  beforeEach(async () => {
    admin = await withAdmin('strapi-super-admin');
  });

  it.each([
    'plugin::users-permissions.user',
    'admin::user',
    'api::favorite.favorite',
    'constructor',
    '__proto__',
    'movie',
    '%27',
  ])('finds nothing of the type %s', async (uid) => {
    expect(await admin.get(`/impact/${uid}`, { documents: world.movie })).toMatchObject(
      NOTHING_SAID,
    );
  });

  it.each([
    ['nobody', 'abcdefghijklmnopqrstuvwx'],
    ['a number', '1'],
    ['an entry of another type', () => world.director],
    ['one that is there, and one that is not', () => `${world.movie},abcdefghijklmnopqrstuvwx`],
  ])('finds nothing of %s', async (_, documents) => {
    const ids = typeof documents === 'string' ? documents : documents();
    expect(await ask(admin, 'movie', ids)).toMatchObject(NOTHING_SAID);
  });

  it.each([
    ['no entries', {}],
    ['an empty list', { documents: '' }],
    ['an empty place in a list', { documents: 'abc,' }],
    ['SQL', { documents: "x') OR true --" }],
    ['a placeholder', { documents: '?' }],
    ['a list in brackets', { 'documents[]': 'abc' }],
    ['an object', { 'documents[$ne]': 'abc' }],
    ['the same twice', { documents: ['abc', 'def'] }],
    ['more than a page has', { documents: Array(101).fill('abc').join() }],
    ['an id that nothing has', { documents: 'a'.repeat(65) }],
    ['another parameter', { documents: 'abc', populate: '*' }],
  ])('is refused with %s', async (_, query) => {
    const { status, body } = await admin.get(impactPath('movie'), query);

    expect({ status, body }).toMatchObject({
      status: 400,
      body: {
        error: {
          name: 'ValidationError',
          message: expect.stringMatching(/^Give the documentIds of 1 to 100/),
        },
      },
    });
  });

  it('counts an entry once that is named twice', async () => {
    const { published } = await impactOf(admin, 'movie', world.movie, world.movie);

    expect(published).toBe(1);
  });

  it('changes nothing', async () => {
    const movie = await createMovie({ title: 'Stays' });
    const before = await strapi().documents('api::movie.movie').count({});
    await impactOf(admin, 'movie', movie.documentId);

    expect(await strapi().documents('api::movie.movie').count({})).toBe(before);
    const path = `${impactPath('movie')}?documents=${movie.documentId}`;
    expect((await admin.delete(path)).status).toBe(405);
  });
});
