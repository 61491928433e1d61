import request from 'supertest';
import { createMovie } from '../factories';
import {
  anonymous,
  application,
  clearCatalogue,
  registerUser,
  strapi,
  TEST_PASSWORD,
  withAdmin,
  withJwt,
} from '../harness';

interface Tokens {
  jwt: string;
  refreshToken: string;
}

const NEW_PASSWORD = 'another horse battery';

const signIn = async (identifier: string, password = TEST_PASSWORD): Promise<Tokens> => {
  const { body } = await anonymous().post('/auth/local', { identifier, password });
  return body as Tokens;
};

const refresh = (refreshToken: string) => anonymous().post('/auth/refresh', { refreshToken });

/** The tokens that follow, `times` later. */
const refreshed = async (refreshToken: string, times = 1): Promise<Tokens> => {
  const { body } = await refresh(refreshToken);
  return times > 1 ? refreshed(body.refreshToken, times - 1) : (body as Tokens);
};

const statusOf = async (jwt: string): Promise<number> =>
  (await withJwt(jwt).get('/users/me')).status;

const canRefresh = async (refreshToken: string): Promise<boolean> =>
  (await refresh(refreshToken)).status === 200;

interface Session {
  id: number;
  status: string;
}

const userSessions = async (): Promise<Session[]> =>
  (await strapi()
    .db.query('admin::session')
    .findMany({ where: { origin: 'users-permissions' } })) as Session[];

/** As if the sessions that were replaced had been so longer ago. */
const letSecondsPass = (seconds: number) =>
  strapi().db.connection.raw(
    'UPDATE strapi_sessions SET rotated_at = rotated_at - make_interval(secs => ?)',
    [seconds],
  );

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

describe('refreshing', () => {
  it('gives new tokens that work, and keeps the older access tokens of the session', async () => {
    const first = await registerUser();
    const second = await refreshed(first.refreshToken);

    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(await statusOf(second.jwt)).toBe(200);
    expect(await statusOf(first.jwt)).toBe(200);
    expect(await canRefresh(second.refreshToken)).toBe(true);
  });

  it('works for who still has a valid access token', async () => {
    const { client, refreshToken } = await registerUser();

    expect((await client.post('/auth/refresh', { refreshToken })).status).toBe(200);
  });

  it('with one token at once succeeds once', async () => {
    const { refreshToken } = await registerUser();
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(refreshToken)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(401)]);
    const [winner] = answers.filter(({ status }) => status === 200);
    expect(await canRefresh(winner?.body.refreshToken)).toBe(true);
    expect((await userSessions()).filter(({ status }) => status === 'active')).toHaveLength(1);
  });

  it.each([
    ['missing', {}, 400],
    ['a number', { refreshToken: 5 }, 400],
    ['forged', { refreshToken: 'a.b.c' }, 401],
  ])('with a token that is %s is refused', async (_case, body, status) => {
    expect((await anonymous().post('/auth/refresh', body)).status).toBe(status);
  });

  it('with an access token is refused', async () => {
    expect(await canRefresh((await registerUser()).jwt)).toBe(false);
  });

  it('is refused while the user is blocked', async () => {
    const { user, refreshToken } = await registerUser();
    const block = (blocked: boolean) =>
      strapi()
        .documents('plugin::users-permissions.user')
        .update({ documentId: user.documentId, data: { blocked } });
    await block(true);
    expect((await refresh(refreshToken)).status).toBe(401);

    await block(false);
    expect((await refresh(refreshToken)).status).toBe(200);
  });

  it('takes the token from the cookie that a client has asked for', async () => {
    const { user } = await registerUser();
    const agent = request.agent(application().url);
    const login = await agent
      .post('/api/auth/local')
      .set('x-strapi-refresh-cookie', 'httpOnly')
      .send({ identifier: user.email, password: TEST_PASSWORD });
    const refreshWithCookie = () =>
      agent.post('/api/auth/refresh').set('x-strapi-refresh-cookie', 'httpOnly').send({});

    expect(login.body).not.toHaveProperty('refreshToken');
    expect(login.get('Set-Cookie')?.join()).toMatch(/strapi_up_refresh=.*httponly/i);
    expect((await refreshWithCookie()).body).toEqual({ jwt: expect.any(String) });
    expect((await refreshWithCookie()).status).toBe(200);
  });
});

describe('a refresh token that comes back after it was replaced', () => {
  it('is refused and harms nobody within the time of a second tab', async () => {
    const { refreshToken } = await registerUser();
    const next = await refreshed(refreshToken);
    await letSecondsPass(8);

    expect(await canRefresh(refreshToken)).toBe(false);
    expect(await statusOf(next.jwt)).toBe(200);
    expect(await canRefresh(next.refreshToken)).toBe(true);
  });

  it('ends the session for thief and owner when it comes later', async () => {
    const first = await registerUser();
    const elsewhere = await signIn(first.user.email);
    const last = await refreshed(first.refreshToken, 3);
    await letSecondsPass(11);

    expect((await refresh(first.refreshToken)).status).toBe(401);
    expect(await statusOf(first.jwt)).toBe(401);
    expect(await statusOf(last.jwt)).toBe(401);
    expect(await canRefresh(last.refreshToken)).toBe(false);
    expect(await statusOf(elsewhere.jwt)).toBe(200);
    expect(await canRefresh(elsewhere.refreshToken)).toBe(true);
  });

  it('ends nothing when it is forged from what an access token tells', async () => {
    const first = await registerUser();
    const last = await refreshed(first.refreshToken);
    await letSecondsPass(11);
    const [header = '', payload = ''] = first.refreshToken.split('.');
    expect(await canRefresh(`${header}.${payload}.${'x'.repeat(43)}`)).toBe(false);

    expect(await statusOf(last.jwt)).toBe(200);
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
