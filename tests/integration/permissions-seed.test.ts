import { seedPermissions } from '../../src/permissions';
import { anonymous, strapi } from '../harness';

const READ_GENRES = { action: 'api::genre.genre.find', role: { type: 'public' } };

const permissions = () => strapi().db.query('plugin::users-permissions.permission');

const adminPermissions = () => strapi().db.query('admin::permission');

/** Runs `check` while `permission` is taken away, and gives it back, whatever happens. */
const withoutPermission = async (check: () => Promise<void>): Promise<void> => {
  const granted = await permissions().findOne({ where: READ_GENRES, populate: ['role'] });
  await permissions().delete({ where: { id: granted.id } });
  try {
    await check();
  } finally {
    await permissions().deleteMany({ where: READ_GENRES });
    await permissions().create({ data: { action: granted.action, role: granted.role.id } });
  }
};

describe('permissions are seeded once', () => {
  it('what an administrator revokes stays revoked at the next start', async () => {
    await withoutPermission(async () => {
      await seedPermissions(strapi());

      expect(await permissions().count({ where: READ_GENRES })).toBe(0);
      expect((await anonymous().get('/genres')).status).toBe(403);
    });
    expect((await anonymous().get('/genres')).status).toBe(200);
  });

  it('what an administrator takes from an admin role stays taken', async () => {
    const where = {
      action: 'plugin::content-manager.explorer.delete',
      subject: 'api::genre.genre',
      role: { code: 'strapi-editor' },
    };
    const granted = await adminPermissions().findOne({ where, populate: ['role'] });
    const { id, role, ...permission } = granted;
    await adminPermissions().delete({ where: { id } });
    try {
      await seedPermissions(strapi());

      expect(await adminPermissions().count({ where })).toBe(0);
    } finally {
      await adminPermissions().deleteMany({ where });
      await adminPermissions().create({ data: { ...permission, role: role.id } });
    }
  });

  it('a start that follows grants nothing twice', async () => {
    const before = [await permissions().count(), await adminPermissions().count()];

    await seedPermissions(strapi());
    expect([await permissions().count(), await adminPermissions().count()]).toEqual(before);
  });
});
