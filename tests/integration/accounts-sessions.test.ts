import { createMovie } from '../factories';
import {
  anonymous,
  clearCatalogue,
  registerUser,
  strapi,
  TEST_PASSWORD,
  withAdmin,
  withJwt,
} from '../harness';
import { canRefresh, refresh, refreshed, signIn, statusOf, userSessions } from './accounts-tokens';

const NEW_PASSWORD = 'another horse battery';

afterEach(clearCatalogue);

describe('an access token', () => {
  it.each(['/movies', '/people', '/users/me', '/auth/sessions'])(
    'is refused by %s once its session has ended',
    async (path) => {
      await createMovie();
      const { client } = await registerUser();
      expect((await client.get(path)).status).toBe(200);
      await client.post('/auth/logout', {});

      expect((await client.get(path)).status).toBe(401);
    },
  );

  it('is refused by GraphQL once its session has ended', async () => {
    const { client } = await registerUser();
    expect(await client.graphql('{ movies { title } }')).toEqual({ data: { movies: [] } });
    await client.post('/auth/logout', {});
    const answer = await client.graphql('{ movies { title } }');

    expect(answer).toMatchObject({ data: null, error: { status: 401 } });
  });

  it('is refused when its user is gone', async () => {
    const { client, user, refreshToken } = await registerUser();
    await strapi()
      .documents('plugin::users-permissions.user')
      .delete({ documentId: user.documentId });

    expect((await client.get('/movies')).status).toBe(401);
    expect(await canRefresh(refreshToken)).toBe(false);
    expect(await userSessions()).toEqual([]);
  });

  it('is neither a refresh token nor a forged one', async () => {
    const { jwt, refreshToken } = await registerUser();
    expect(await statusOf(refreshToken)).toBe(401);
    expect(await statusOf(`${jwt.slice(0, -2)}xx`)).toBe(401);
  });
});

describe('logging out', () => {
  it('ends the session of the caller and no other', async () => {
    const here = await registerUser();
    const elsewhere = await signIn(here.user.email);
    const stranger = await registerUser();
    expect((await here.client.post('/auth/logout', {})).body).toEqual({ ok: true });

    expect(await statusOf(here.jwt)).toBe(401);
    expect(await canRefresh(here.refreshToken)).toBe(false);
    expect(await statusOf(elsewhere.jwt)).toBe(200);
    expect(await canRefresh(elsewhere.refreshToken)).toBe(true);
    expect(await statusOf(stranger.jwt)).toBe(200);
  });

  it('ends the whole session, with whichever of its access tokens it is asked for', async () => {
    const first = await registerUser();
    const second = await refreshed(first.refreshToken);
    const third = await refreshed(second.refreshToken, 2);
    await withJwt(second.jwt).post('/auth/logout', {});

    for (const { jwt } of [first, second, third]) expect(await statusOf(jwt)).toBe(401);
    expect(await canRefresh(third.refreshToken)).toBe(false);
    expect(await userSessions()).toEqual([]);
  });

  it('with the scope "all" ends all sessions of the account', async () => {
    const here = await registerUser();
    const elsewhere = await refreshed((await signIn(here.user.email)).refreshToken);
    const stranger = await registerUser();
    await here.client.post('/auth/logout', { scope: 'all' });

    expect(await statusOf(here.jwt)).toBe(401);
    expect(await statusOf(elsewhere.jwt)).toBe(401);
    expect(await canRefresh(elsewhere.refreshToken)).toBe(false);
    expect(await statusOf(stranger.jwt)).toBe(200);
  });

  it('ends the own session also in a browser that has the cookie of somebody else', async () => {
    const { client, jwt, refreshToken } = await registerUser();
    const stranger = await registerUser();
    await client
      .post('/auth/logout', {})
      .set('Cookie', `strapi_up_refresh=${stranger.refreshToken}`);

    expect(await statusOf(jwt)).toBe(401);
    expect(await canRefresh(refreshToken)).toBe(false);
    expect(await statusOf(stranger.jwt)).toBe(200);
  });

  it('leaves nothing behind of a refresh at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const first = await registerUser();
      const second = await refreshed(first.refreshToken);
      const [, answer] = await Promise.all([
        first.client.post('/auth/logout', {}),
        refresh(second.refreshToken),
      ]);

      expect([200, 401]).toContain(answer.status);
      expect(await userSessions()).toEqual([]);
    }
  });

  it('twice at the same moment is as good as once', async () => {
    const first = await registerUser();
    const second = await refreshed(first.refreshToken);
    const answers = await Promise.all(
      [first, second].map(({ jwt }) => withJwt(jwt).post('/auth/logout', {})),
    );

    for (const { status } of answers) expect([200, 401]).toContain(status);
    expect(await userSessions()).toEqual([]);
  });

  it('does not touch the sessions of the admin panel', async () => {
    const admin = await withAdmin('strapi-editor');
    const { client } = await registerUser();
    await client.post('/auth/logout', { scope: 'all' });

    expect((await admin.get('/admin/users/me')).status).toBe(200);
  });
});

describe('the list of sessions', () => {
  it('has one entry for each device, and ends any of them as a whole', async () => {
    const here = await registerUser();
    const elsewhere = await signIn(here.user.email);
    const later = await refreshed(elsewhere.refreshToken, 2);
    const { body } = await here.client.get('/auth/sessions');
    expect(body.data).toHaveLength(2);
    const other = body.data.find(({ current }: { current: boolean }) => !current);
    expect((await here.client.delete(`/auth/sessions/${other.id}`)).status).toBe(200);

    expect(await statusOf(elsewhere.jwt)).toBe(401);
    expect(await statusOf(later.jwt)).toBe(401);
    expect(await canRefresh(later.refreshToken)).toBe(false);
    expect(await statusOf(here.jwt)).toBe(200);
  });

  it('does not end sessions of other users', async () => {
    const { client } = await registerUser();
    const victim = await registerUser();
    const { body } = await victim.client.get('/auth/sessions');
    const { status } = await client.delete(`/auth/sessions/${body.data[0].id}`);

    expect(status).toBe(404);
    expect(await statusOf(victim.jwt)).toBe(200);
  });
});

describe('a new password', () => {
  it('ends all sessions but the one it gives', async () => {
    const here = await registerUser();
    const elsewhere = await refreshed((await signIn(here.user.email)).refreshToken);
    const { status, body } = await here.client.post('/auth/change-password', {
      currentPassword: TEST_PASSWORD,
      password: NEW_PASSWORD,
      passwordConfirmation: NEW_PASSWORD,
    });

    expect(status).toBe(200);
    for (const { jwt, refreshToken } of [here, elsewhere]) {
      expect(await statusOf(jwt)).toBe(401);
      expect(await canRefresh(refreshToken)).toBe(false);
    }
    expect(await statusOf(body.jwt)).toBe(200);
    expect(await canRefresh(body.refreshToken)).toBe(true);
  });

  it('by reset ends all sessions too', async () => {
    const { jwt, refreshToken, user } = await registerUser();
    await strapi()
      .db.query('plugin::users-permissions.user')
      .update({ where: { id: user.id }, data: { resetPasswordToken: 'code' } });
    const { status, body } = await anonymous().post('/auth/reset-password', {
      code: 'code',
      password: NEW_PASSWORD,
      passwordConfirmation: NEW_PASSWORD,
    });

    expect(status).toBe(200);
    expect(await statusOf(jwt)).toBe(401);
    expect(await canRefresh(refreshToken)).toBe(false);
    expect(await statusOf(body.jwt)).toBe(200);
  });

  it('set by an administrator ends all sessions too', async () => {
    const { jwt, user } = await registerUser();
    const update = (data: object) =>
      strapi()
        .documents('plugin::users-permissions.user')
        .update({ documentId: user.documentId, data });
    await update({ confirmed: true });
    expect(await statusOf(jwt)).toBe(200);

    await update({ password: NEW_PASSWORD });
    expect(await statusOf(jwt)).toBe(401);
  });
});

it('a session of thousands of generations ends in one go', async () => {
  const { client, user } = await registerUser();
  const [root] = await userSessions();
  const { connection } = strapi().db;
  await connection.raw(
    `INSERT INTO strapi_sessions (user_id, session_id, child_id, origin, type, status)
     SELECT ?, 'g' || n, 'g' || n + 1, 'users-permissions', 'refresh', 'rotated'
     FROM generate_series(1, 5000) AS n`,
    [String(user.id)],
  );
  await connection.raw(`UPDATE strapi_sessions SET child_id = 'g1' WHERE id = ?`, [root?.id ?? 0]);
  await client.post('/auth/logout', {});

  expect(await userSessions()).toEqual([]);
});
