import { createCharacter, createDraft, createPerson } from '../factories';
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
import { countsOf, entriesOf, titlesOf } from './completeness-desk';

const READ = 'plugin::content-manager.explorer.read';
const MOVIE = 'api::movie.movie';
const MOVIE_PATH = `/content-manager/collection-types/${MOVIE}`;

const MOVIE_LISTS = [
  'publishable-drafts',
  'incomplete-drafts',
  'movies-without-poster',
  'movies-without-description',
  'movies-without-genres',
];
const OTHER_LISTS = [
  'people-without-photo',
  'people-without-country',
  'people-without-movies',
  'unnamed-characters',
  'unused-genres',
  'unused-countries',
];

const ROLE = 'completeness-test';

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

/** An administrator whose role has these permissions alone. */
const withPermissions = async (permissions: object[]): Promise<AdminClient> => {
  const { id } = (await strapi()
    .db.query('admin::role')
    .create({ data: { name: ROLE, code: ROLE } })) as { id: number };
  await strapi().service('admin::role').addPermissions(id, permissions);
  return withAdmin(ROLE);
};

const reads = (subject: string, fields?: string[]) => ({
  action: READ,
  subject,
  ...(fields && { properties: { fields } }),
});

const statusesOf = async (admin: Pick<AdminClient, 'get'>, lists: string[]) => [
  ...new Set(
    await Promise.all(lists.map(async (list) => (await admin.get(`/completeness/${list}`)).status)),
  ),
];

afterEach(async () => {
  await clearCatalogue();
  await removeRole();
});

describe('who is not signed in to the admin panel', () => {
  it.each([
    ['a visitor', () => Promise.resolve(undefined)],
    ['a user of the site', async () => (await registerUser()).jwt],
    ['an API token', () => createApiToken({ type: 'custom', permissions: [`${MOVIE}.find`] })],
    ['a full-access API token', () => createApiToken({ type: 'full-access' })],
  ])('%s gets 401', async (_, tokenOf) => {
    const client = outsideApi(await tokenOf());

    expect((await client.get('/completeness')).status).toBe(401);
    expect(await statusesOf(client, [...MOVIE_LISTS, ...OTHER_LISTS])).toEqual([401]);
  });

  it('finds nothing of it in the content API', async () => {
    const client = await withTokenOfType('full-access');

    expect((await client.get('/completeness')).status).toBe(404);
    expect((await client.get('/completeness/incomplete-drafts')).status).toBe(404);
  });
});

describe('an administrator', () => {
  it.each(['strapi-super-admin', 'strapi-editor', 'strapi-author'] as const)(
    'with the role %s sees every list',
    async (role) => {
      const admin = await withAdmin(role);

      expect(await statusesOf(admin, [...MOVIE_LISTS, ...OTHER_LISTS])).toEqual([200]);
      expect(Object.keys(await countsOf(admin))).toEqual([...MOVIE_LISTS, ...OTHER_LISTS]);
    },
  );

  it('who may read nothing is refused', async () => {
    const admin = await withPermissions([]);

    expect(await statusesOf(admin, ['', ...MOVIE_LISTS, ...OTHER_LISTS])).toEqual([403]);
  });

  it('who may read movies sees the lists of movies alone', async () => {
    const admin = await withPermissions([
      reads(MOVIE, [
        'title',
        'director',
        'country',
        'characters',
        'poster',
        'description',
        'genres',
      ]),
    ]);

    expect(Object.keys(await countsOf(admin))).toEqual(MOVIE_LISTS);
    expect(await statusesOf(admin, MOVIE_LISTS)).toEqual([200]);
    expect(await statusesOf(admin, OTHER_LISTS)).toEqual([403]);
  });

  it('who may not read a field learns nothing of it', async () => {
    await createDraft({ title: 'Known', releaseDate: '1999-01-01' });
    const admin = await withPermissions([reads(MOVIE, ['title', 'poster'])]);

    expect(Object.keys(await countsOf(admin))).toEqual(['movies-without-poster']);
    expect(await entriesOf(admin, 'movies-without-poster')).toMatchObject([
      { title: 'Known', detail: null, missing: ['poster'] },
    ]);
  });

  it('finds no list that there is not', async () => {
    const admin = await withAdmin('strapi-super-admin');

    expect(await statusesOf(admin, ['broken-movies', 'constructor'])).toEqual([404]);
  });

  it('changes nothing there', async () => {
    const admin = await withAdmin('strapi-super-admin');
    const path = '/completeness/incomplete-drafts';

    expect([
      (await admin.post(path, {})).status,
      (await admin.put(path, {})).status,
      (await admin.delete(path)).status,
    ]).toEqual([405, 405, 405]);
  });
});

describe('an Author', () => {
  it('sees and counts his own movies, and not the drafts of others', async () => {
    const author = await withAdmin('strapi-author');
    const theirs = await createDraft({ title: 'Theirs' });
    await createCharacter(theirs.documentId);
    await author.post(MOVIE_PATH, { title: 'Mine' });

    expect(await titlesOf(author, 'incomplete-drafts')).toEqual(['Mine']);
    expect(await titlesOf(author, 'movies-without-poster')).toEqual(['Mine']);
    expect(await titlesOf(author, 'publishable-drafts')).toEqual([]);
    expect(await countsOf(author)).toMatchObject({
      'publishable-drafts': 0,
      'incomplete-drafts': 1,
      'movies-without-poster': 1,
    });
  });

  it('sees the people of others, whom he may read', async () => {
    const author = await withAdmin('strapi-author');
    await createPerson({ firstName: 'Their', lastName: 'Person' });

    expect(await titlesOf(author, 'people-without-photo')).toEqual(['Their Person']);
  });
});
