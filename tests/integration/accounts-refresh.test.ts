import request from 'supertest';
import {
  anonymous,
  application,
  clearCatalogue,
  registerUser,
  strapi,
  TEST_PASSWORD,
} from '../harness';
import {
  canRefresh,
  letSecondsPass,
  refresh,
  refreshed,
  signIn,
  statusOf,
  userSessions,
} from './accounts-tokens';

afterEach(clearCatalogue);

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
