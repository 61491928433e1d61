import { createMovie } from '../factories';
import { type AdminClient, type Client, strapi, withAdmin, withUser } from '../harness';

const FAVORITES = '/content-manager/collection-types/api::favorite.favorite';

let superAdmin: AdminClient;
let user: Client;
let movie: string;

beforeAll(async () => {
  superAdmin = await withAdmin('strapi-super-admin');
  user = await withUser();
  ({ documentId: movie } = await createMovie({ title: 'Vertigo' }));
  await user.put(`/movies/${movie}/favorite`, {}).expect(200);
});

const favorite = async (): Promise<{ documentId: string }> => {
  const { body } = await superAdmin.get(FAVORITES).expect(200);
  return body.results[0] as { documentId: string };
};

describe('the list of favorites in the admin panel', () => {
  it('shows user, movie and date, the newest first', async () => {
    const { body } = await superAdmin
      .get('/content-manager/content-types/api::favorite.favorite/configuration')
      .expect(200);
    const { layouts, settings } = body.data.contentType;
    expect(layouts.list).toEqual(['user', 'movie', 'createdAt']);
    expect(settings).toMatchObject({ defaultSortBy: 'createdAt', defaultSortOrder: 'DESC' });
  });

  it('names the user and the movie of each', async () => {
    const { body: profile } = await user.get('/users/me');
    expect(await favorite()).toMatchObject({
      user: { username: profile.username },
      movie: { documentId: movie, title: 'Vertigo' },
    });
  });
});

describe('a favorite in the admin panel', () => {
  it('can be opened', async () => {
    const { documentId } = await favorite();
    await superAdmin.get(`${FAVORITES}/${documentId}`).expect(200);
  });

  it('cannot be created', async () => {
    await superAdmin.post(FAVORITES, { user: 1, movieDocumentId: movie }).expect(403);
  });

  it('cannot be changed', async () => {
    const { documentId } = await favorite();
    await superAdmin.put(`${FAVORITES}/${documentId}`, { movieDocumentId: 'x' }).expect(403);
  });

  it('cannot be deleted, alone or in bulk', async () => {
    const { documentId } = await favorite();
    await superAdmin.delete(`${FAVORITES}/${documentId}`).expect(403);
    await superAdmin
      .post(`${FAVORITES}/actions/bulkDelete`, { documentIds: [documentId] })
      .expect(403);
    expect(await strapi().db.query('api::favorite.favorite').count()).toBe(1);
  });

  it('is of no concern to editors', async () => {
    const editor = await withAdmin('strapi-editor');
    await editor.get(FAVORITES).expect(403);
  });
});
