import { country, createMovie, createPerson } from '../factories';
import {
  type AdminClient,
  clearCatalogue,
  sql,
  strapi,
  TEST_ADMIN_DOMAIN,
  withAdmin,
} from '../harness';
import {
  clearReferenceData,
  DETAILS,
  rowsOf,
  SUBJECTS,
  type Subject,
} from './permissions-subjects';

const entriesPath = (subject: Subject): string =>
  `/content-manager/collection-types/${DETAILS[subject].uid}`;

const moviePath = (documentId: string, action = ''): string =>
  `${entriesPath('movie')}/${documentId}${action && `/actions/${action}`}`;

const publishedTitles = async (): Promise<string[]> => {
  const published = await strapi().documents('api::movie.movie').findMany({ status: 'published' });
  return published.map(({ title }) => String(title));
};

/** Everything that the content manager does with the entries of a type; the status of each. */
const useContentManager = async (admin: AdminClient, subject: Subject) => {
  const { field, create, data } = DETAILS[subject];
  const id = await create();
  const path = entriesPath(subject);
  return {
    list: (await admin.get(path)).status,
    read: (await admin.get(`${path}/${id}`)).status,
    create: (await admin.post(path, await data())).status,
    update: (await admin.put(`${path}/${id}`, { [field]: 'Permission test, changed' })).status,
    delete: (await admin.delete(`${path}/${id}`)).status,
  };
};

afterEach(async () => {
  await clearCatalogue();
  await clearReferenceData();
});

afterAll(() =>
  strapi()
    .db.query('admin::user')
    .deleteMany({ where: { email: { $endsWith: TEST_ADMIN_DOMAIN } } }),
);

describe('an Editor in the admin panel', () => {
  it.each(SUBJECTS)('lists, reads, creates, changes and deletes %s entries', async (subject) => {
    const statuses = await useContentManager(await withAdmin('strapi-editor'), subject);

    expect(statuses).toEqual({ list: 200, read: 200, create: 201, update: 200, delete: 200 });
  });

  it('publishes and unpublishes movies', async () => {
    const editor = await withAdmin('strapi-editor');
    const { documentId } = await createMovie({ title: 'Ours' });

    const unpublish = await editor.post(moviePath(documentId, 'unpublish'), {});
    expect({ status: unpublish.status, published: await publishedTitles() }).toEqual({
      status: 200,
      published: [],
    });
    const publish = await editor.post(moviePath(documentId, 'publish'), {});
    expect({ status: publish.status, published: await publishedTitles() }).toEqual({
      status: 200,
      published: ['Ours'],
    });
  });

  it.each(['country', 'director', 'genres', 'characters'])(
    'finds what there is to choose as %s of a movie',
    async (field) => {
      const editor = await withAdmin('strapi-editor');
      await createMovie();

      const { body } = await editor.get(`/content-manager/relations/api::movie.movie/${field}`);
      expect(body.results).not.toEqual([]);
    },
  );
});

const CLOSED_TO_EDITORS = [
  '/content-manager/collection-types/api::favorite.favorite',
  '/content-manager/collection-types/plugin::users-permissions.user',
  '/admin/users',
  '/admin/roles',
  '/admin/api-tokens',
  '/admin/transfer/tokens',
  '/admin/webhooks',
  '/admin/project-settings',
  '/content-type-builder/content-types',
  '/content-type-builder/schema',
  '/users-permissions/roles',
  '/users-permissions/advanced',
  '/users-permissions/providers',
  '/email/settings',
];

describe.each(['strapi-editor', 'strapi-author'] as const)('the role %s', (role) => {
  it('may read the media library', async () => {
    const { status } = await (await withAdmin(role)).get('/upload/files');

    expect(status).toBe(200);
  });

  it.each(CLOSED_TO_EDITORS)('may not see %s', async (path) => {
    const { status, body } = await (await withAdmin(role)).get(path);

    expect({ status, data: body.data }).toEqual({ status: 403, data: null });
  });

  it('has pages that are closed for lack of permission, not for lack of the page', async () => {
    const superAdmin = await withAdmin('strapi-super-admin');
    const statuses = await Promise.all(
      CLOSED_TO_EDITORS.map(async (path) => (await superAdmin.get(path)).status),
    );

    expect(statuses).toEqual(CLOSED_TO_EDITORS.map(() => 200));
  });

  it('does not reach the content API with the token of the panel', async () => {
    const admin = await withAdmin(role);

    expect((await admin.get('/api/movies?status=draft')).status).toBe(401);
  });
});

describe('an Author in the admin panel', () => {
  it('creates movies, changes and deletes his own', async () => {
    const author = await withAdmin('strapi-author');
    const created = await author.post(entriesPath('movie'), { title: 'Mine' });
    const path = moviePath(created.body.data.documentId);

    expect(created.status).toBe(201);
    expect((await author.get(path)).body.data.title).toBe('Mine');
    expect((await author.put(path, { title: 'Still mine' })).body.data.title).toBe('Still mine');
    expect((await author.delete(path)).status).toBe(200);
    expect(await rowsOf('movie')).toEqual([]);
  });

  it.each(SUBJECTS)('cannot change or delete %s entries of others', async (subject) => {
    const author = await withAdmin('strapi-author');
    const path = `${entriesPath(subject)}/${await DETAILS[subject].create()}`;
    const before = await rowsOf(subject);

    const update = await author.put(path, { [DETAILS[subject].field]: 'Taken over' });
    expect(update.status).toBe(403);
    expect((await author.delete(path)).status).toBe(403);
    expect(await rowsOf(subject)).toEqual(before);
  });

  it('does not direct published movies by creating a person', async () => {
    const author = await withAdmin('strapi-author');
    const { documentId } = await createMovie({ title: 'Theirs' });
    const linked = () =>
      sql('SELECT movie_id, person_id FROM movies_director_lnk ORDER BY movie_id');
    const before = await linked();
    const country = await DETAILS.country.create();
    await author.post(entriesPath('person'), {
      firstName: 'Mine',
      country: { connect: [{ documentId: country }] },
      directedMovies: { connect: [{ documentId }] },
    });

    expect(await linked()).toEqual(before);
  });

  it('cannot see the movies of others', async () => {
    const author = await withAdmin('strapi-author');
    const { documentId } = await createMovie({ title: 'Theirs' });
    await author.post(entriesPath('movie'), { title: 'Mine' });

    const { body } = await author.get(entriesPath('movie'));
    expect(body.results).toMatchObject([{ title: 'Mine' }]);
    expect((await author.get(moviePath(documentId))).status).toBe(403);
  });

  it.each(['publish', 'unpublish'])('cannot %s, not even his own movie', async (action) => {
    const author = await withAdmin('strapi-author');
    const { body } = await author.post(entriesPath('movie'), { title: 'Mine' });
    const theirs = await createMovie({ title: 'Theirs' });
    const before = await rowsOf('movie');

    const own = await author.post(moviePath(body.data.documentId, action), {});
    const other = await author.post(moviePath(theirs.documentId, action), {});
    expect([own.status, other.status]).toEqual([403, 403]);
    expect(await rowsOf('movie')).toEqual(before);
  });

  it.each(['country', 'director', 'genres', 'characters'])(
    'finds what there is to choose as %s of his movie',
    async (field) => {
      const author = await withAdmin('strapi-author');
      await createMovie();

      const { body } = await author.get(`/content-manager/relations/api::movie.movie/${field}`);
      expect(body.results).not.toEqual([]);
    },
  );
});

describe('the number of favorites', () => {
  it.each(['strapi-super-admin', 'strapi-editor', 'strapi-author'] as const)(
    'is not written by the role %s',
    async (role) => {
      const admin = await withAdmin(role);
      const newMovie = {
        title: 'Loved',
        favoritesCount: 5,
        country: { connect: [{ documentId: await country('US') }] },
        director: { connect: [{ documentId: (await createPerson()).documentId }] },
      };

      const created = await admin.post(entriesPath('movie'), newMovie);
      expect(created.body.data).toMatchObject({ title: 'Loved', favoritesCount: 0 });
      const path = moviePath(created.body.data.documentId);
      const updated = await admin.put(path, { title: 'Adored', favoritesCount: 5 });
      expect(updated.body.data).toMatchObject({ title: 'Adored', favoritesCount: 0 });
      expect(await rowsOf('movie')).toMatchObject([{ favoritesCount: 0 }]);
    },
  );
});
