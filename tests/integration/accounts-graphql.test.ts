import {
  anonymous,
  clearCatalogue,
  registerUser,
  strapi,
  TEST_PASSWORD,
  withJwt,
} from '../harness';

const NEW_PASSWORD = 'another horse battery';

const REGISTER = `mutation ($input: UsersPermissionsRegisterInput!) {
  register(input: $input) { jwt refreshToken user { username } }
}`;
const LOGIN = `mutation ($identifier: String!, $password: String!) {
  login(input: { identifier: $identifier, password: $password }) {
    jwt refreshToken user { username }
  }
}`;
const REFRESH = `mutation ($token: String!) {
  refreshToken(refreshToken: $token) { jwt refreshToken }
}`;
const CHANGE_PASSWORD = `mutation ($old: String!, $new: String!) {
  changePassword(currentPassword: $old, password: $new, passwordConfirmation: $new) {
    jwt refreshToken
  }
}`;
const RESET_PASSWORD = `mutation ($code: String!, $new: String!) {
  resetPassword(code: $code, password: $new, passwordConfirmation: $new) { jwt refreshToken }
}`;

interface Tokens {
  jwt: string;
  refreshToken: string;
}

const users = () => strapi().db.query('plugin::users-permissions.user');

const meStatus = async (jwt: string): Promise<number> =>
  (await withJwt(jwt).get('/users/me')).status;

const refreshStatus = async (refreshToken: string): Promise<number> =>
  (await anonymous().post('/auth/refresh', { refreshToken })).status;

const expectWorkingTokens = async (payload: unknown): Promise<Tokens> => {
  const tokens = payload as Tokens;
  expect(await meStatus(tokens.jwt)).toBe(200);
  const { status, body } = await anonymous().post('/auth/refresh', tokens);
  expect(status).toBe(200);
  return body as Tokens;
};

afterEach(clearCatalogue);

describe('register', () => {
  const input = {
    username: 'Ada',
    email: 'ada@example.com',
    password: TEST_PASSWORD,
    firstName: 'Ada',
    lastName: 'Lovelace',
  };

  it('takes first and last name, and gives tokens', async () => {
    const { data, errors } = await anonymous().graphql(REGISTER, { input });

    expect(errors).toBeUndefined();
    expect(data?.register).toMatchObject({ user: { username: 'Ada' } });
    await expectWorkingTokens(data?.register);
    expect(await users().findOne({ where: { username: 'Ada' } })).toMatchObject({
      firstName: 'Ada',
      lastName: 'Lovelace',
    });
  });

  it('refuses what REST refuses, with the same words and fields', async () => {
    await anonymous().graphql(REGISTER, { input });
    const taken = { ...input, username: 'ADA', email: 'other@example.com' };
    const long = { ...input, username: 'other', email: taken.email, lastName: 'a'.repeat(256) };

    for (const data of [taken, long]) {
      const { errors } = await anonymous().graphql(REGISTER, { input: data });
      const { body } = await anonymous().post('/auth/local/register', data);
      expect(errors?.[0]?.extensions?.error).toEqual({
        name: body.error.name,
        message: body.error.message,
        details: body.error.details,
      });
    }
    expect(await users().count()).toBe(1);
  });
});

describe('login', () => {
  it('gives tokens', async () => {
    const { user } = await registerUser();
    const { data } = await anonymous().graphql(LOGIN, {
      identifier: user.email,
      password: TEST_PASSWORD,
    });

    expect(data?.login).toMatchObject({ user: { username: user.username } });
    await expectWorkingTokens(data?.login);
  });

  it('says what is wrong', async () => {
    const { user } = await registerUser();
    const { data, errors } = await anonymous().graphql(LOGIN, {
      identifier: user.email,
      password: 'wrong',
    });

    expect(data).toBeNull();
    expect(errors?.[0]?.message).toBe('Invalid identifier or password');
  });
});

describe('refreshToken', () => {
  it('gives new tokens for one that is used once', async () => {
    const { refreshToken } = await registerUser();
    const { data } = await anonymous().graphql(REFRESH, { token: refreshToken });
    await expectWorkingTokens(data?.refreshToken);
    const again = await anonymous().graphql(REFRESH, { token: refreshToken });

    expect(again.data).toBeNull();
    expect(again.errors?.[0]).toMatchObject({
      message: 'Invalid refresh token',
      extensions: { error: { name: 'UnauthorizedError' } },
    });
  });

  it.each([
    ['a forged token', 'a.b.c', 'Invalid refresh token'],
    ['an empty token', '', 'Missing refresh token'],
  ])('refuses %s', async (_case, token, message) => {
    const { errors } = await anonymous().graphql(REFRESH, { token });

    expect(errors?.[0]?.message).toBe(message);
  });

  it('of two in one request, the second is refused', async () => {
    const { refreshToken } = await registerUser();
    const { data, errors } = await anonymous().graphql(
      `mutation ($token: String!) {
        first: refreshToken(refreshToken: $token) { jwt }
        second: refreshToken(refreshToken: $token) { jwt }
      }`,
      { token: refreshToken },
    );

    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['second'], message: 'Invalid refresh token' }]);
  });
});

describe('logout', () => {
  it('ends the session of the caller and no other', async () => {
    const here = await registerUser();
    const elsewhere = await anonymous().graphql(LOGIN, {
      identifier: here.user.email,
      password: TEST_PASSWORD,
    });
    const answer = await here.client.graphql('mutation { logout { ok } }');

    expect(answer).toEqual({ data: { logout: { ok: true } } });
    expect(await meStatus(here.jwt)).toBe(401);
    expect(await refreshStatus(here.refreshToken)).toBe(401);
    await expectWorkingTokens(elsewhere.data?.login);
  });

  it('ends all sessions with allDevices', async () => {
    const here = await registerUser();
    const { data } = await anonymous().graphql(LOGIN, {
      identifier: here.user.email,
      password: TEST_PASSWORD,
    });
    const elsewhere = data?.login as Tokens;
    await here.client.graphql('mutation { logout(allDevices: true) { ok } }');

    expect(await meStatus(here.jwt)).toBe(401);
    expect(await meStatus(elsewhere.jwt)).toBe(401);
    expect(await refreshStatus(elsewhere.refreshToken)).toBe(401);
  });

  it('is for who is signed in', async () => {
    const { errors } = await anonymous().graphql('mutation { logout { ok } }');

    expect(errors?.[0]?.message).toBe('Forbidden access');
  });
});

describe('a new password', () => {
  it('by changePassword gives the tokens of the only session that is left', async () => {
    const here = await registerUser();
    const { data } = await here.client.graphql(CHANGE_PASSWORD, {
      old: TEST_PASSWORD,
      new: NEW_PASSWORD,
    });

    await expectWorkingTokens(data?.changePassword);
    expect(await meStatus(here.jwt)).toBe(401);
    expect(await refreshStatus(here.refreshToken)).toBe(401);
  });

  it('by resetPassword gives the tokens of the only session that is left', async () => {
    const here = await registerUser();
    await users().update({ where: { id: here.user.id }, data: { resetPasswordToken: 'code' } });
    const { data } = await anonymous().graphql(RESET_PASSWORD, {
      code: 'code',
      new: NEW_PASSWORD,
    });

    await expectWorkingTokens(data?.resetPassword);
    expect(await meStatus(here.jwt)).toBe(401);
  });
});
