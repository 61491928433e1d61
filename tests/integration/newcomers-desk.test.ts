import { seedLabelPermissions } from '../../src/permissions/labels';
import { type AdminClient, strapi, withAdmin } from '../harness';

/** What an editor is for; every action of the panel that an Editor may do is about one of these. */
const EDITORS_WORK = [
  /^plugin::content-manager\.explorer\.(create|read|update|delete|publish)$/,
  /^plugin::content-manager\.collection-types\.configure-view$/,
  /^plugin::upload\.(read|configure-view|assets\.(create|update|download|copy-link))$/,
];

const CATALOGUE = ['character', 'country', 'genre', 'movie', 'person'].map(
  (name) => `api::${name}.${name}`,
);

interface Permission {
  action: string;
  subject: string | null;
}

let editor: AdminClient;

beforeAll(async () => {
  editor = await withAdmin('strapi-editor');
});

const permissionsOf = async (admin: AdminClient): Promise<Permission[]> =>
  (await admin.get('/admin/users/me/permissions').expect(200)).body.data as Permission[];

describe('the desk of an Editor', () => {
  it('has the catalogue and the media library, and nothing else', async () => {
    const permissions = await permissionsOf(editor);

    const others = permissions.filter(
      ({ action }) => !EDITORS_WORK.some((pattern) => pattern.test(action)),
    );
    expect(others).toEqual([]);
    const subjects = permissions.flatMap(({ subject }) => (subject ? [subject] : []));
    expect([...new Set(subjects)].sort()).toEqual(CATALOGUE);
  });

  it('lists the types of the catalogue in the content manager, and no others', async () => {
    const { body } = await editor.get('/content-manager/init').expect(200);
    const shown = (body.data.contentTypes as { uid: string; isDisplayed: boolean }[]).filter(
      ({ isDisplayed }) => isDisplayed,
    );
    const readable = new Set((await permissionsOf(editor)).map(({ subject }) => subject));

    expect(
      shown
        .map(({ uid }) => uid)
        .filter((uid) => readable.has(uid))
        .sort(),
    ).toEqual(CATALOGUE);
  });

  it('lets editors keep their own profile', async () => {
    const { body } = await editor.put('/admin/users/me', { firstname: 'Edith' }).expect(200);

    expect(body.data.firstname).toBe('Edith');
  });

  it('does not ask to set up a preview that there is no site for', async () => {
    const movies = '/content-manager/preview/url/api::movie.movie';

    // The panel offers to set it up on a 404.
    expect((await editor.get(movies, { documentId: 'any' })).status).toBe(204);
  });
});

describe('roles from before there were labels', () => {
  const PERSON_READ = {
    action: 'plugin::content-manager.explorer.read',
    subject: 'api::person.person',
    role: { code: 'strapi-editor' },
  };
  const permissions = () => strapi().db.query('admin::permission');
  const ledger = () => strapi().store({ type: 'core', name: 'reelbase_seed' });

  /** Starts once more, as if labels were new, with a role that reads these fields of people. */
  const upgradeWith = async (fields: string[]): Promise<string[]> => {
    const { id, properties } = (await permissions().findOne({ where: PERSON_READ })) as {
      id: number;
      properties: { fields: string[] };
    };
    await permissions().update({ where: { id }, data: { properties: { fields } } });
    try {
      await ledger().delete({ key: 'admin-permissions:labels' });
      await seedLabelPermissions(strapi());
      const { properties: upgraded } = await permissions().findOne({ where: { id } });
      return upgraded.fields as string[];
    } finally {
      await permissions().update({ where: { id }, data: { properties } });
    }
  };

  it('read them where they read what a label tells', async () => {
    const names = ['firstName', 'lastName', 'dateOfBirth'];

    expect(await upgradeWith(names)).toEqual([...names, 'label']);
  });

  it('do not where a label would tell more', async () => {
    expect(await upgradeWith(['firstName', 'lastName'])).toEqual(['firstName', 'lastName']);
  });
});
