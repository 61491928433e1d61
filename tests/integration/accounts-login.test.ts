import { anonymous, clearCatalogue, registerUser, strapi, TEST_PASSWORD } from '../harness';
import { logIn as logInFrom, newAddress, setBudget } from './rate-limits-requests';

const USER = 'plugin::users-permissions.user';

/** "é" as one character, and as "e" with an accent behind it. */
const COMPOSED = '\u00e9mile';
const DECOMPOSED = 'e\u0301mile';

const LOGIN = `mutation ($identifier: String!, $password: String!) {
  login(input: { identifier: $identifier, password: $password }) { user { username } }
}`;

interface Answer {
  username?: string;
  error?: string;
}

type LogIn = (identifier: string, password?: string) => Promise<Answer>;

const BY: Record<string, LogIn> = {
  async 'POST /auth/local'(identifier, password = TEST_PASSWORD) {
    const { body } = await anonymous().post('/auth/local', { identifier, password });
    return body.error ? { error: body.error.message } : { username: body.user.username };
  },

  async 'mutation login'(identifier, password = TEST_PASSWORD) {
    const { data, errors } = await anonymous().graphql(LOGIN, { identifier, password });
    if (errors) return { error: errors[0]?.message };
    return { username: (data?.login as { user: { username: string } }).user.username };
  },
};

const UNKNOWN = 'Invalid identifier or password';

const rename = (id: number, username: string) =>
  strapi().db.query(USER).update({ where: { id }, data: { username } });

afterEach(clearCatalogue);

describe.each(Object.entries(BY))('logging in by %s', (_name, logIn) => {
  it.each([
    ['as it is', 'Ada', 'Ada'],
    ['in small letters', 'Ada', 'ada'],
    ['in capitals', 'Ada', 'ADA'],
    ['with spaces', 'Ada', ' ada\n'],
    ['with the other spelling of an accent', COMPOSED, DECOMPOSED],
    ['with both', COMPOSED, ` ${DECOMPOSED.toUpperCase()}`],
  ])('takes the username %s', async (_how, username, identifier) => {
    await registerUser({ username });
    await registerUser({ username: 'adam' });

    expect(await logIn(identifier)).toEqual({ username });
  });

  it.each([
    ['a pattern', '_da'],
    ['another name', 'adaa'],
    ['nothing', ''],
  ])('does not take %s for it', async (_what, identifier) => {
    await registerUser({ username: 'Ada' });

    expect((await logIn(identifier)).username).toBeUndefined();
  });

  it('says the same of a wrong password as of an unknown name', async () => {
    await registerUser({ username: 'Ada' });

    expect(await logIn('ada', 'wrong')).toEqual({ error: UNKNOWN });
    expect(await logIn('eve', 'wrong')).toEqual({ error: UNKNOWN });
  });

  it('takes the email, which may be the username, too', async () => {
    await registerUser({ username: 'Ada', email: 'ada@example.com' });
    await registerUser({ username: 'Eve@example.com', email: 'eve@example.com' });

    expect(await logIn('ADA@example.com')).toEqual({ username: 'Ada' });
    expect(await logIn('EVE@EXAMPLE.COM')).toEqual({ username: 'Eve@example.com' });
  });

  it('lets in accounts that have names from before the rules, each by its own', async () => {
    const { user } = await registerUser();
    await rename(user.id, DECOMPOSED);

    expect(await logIn(DECOMPOSED)).toEqual({ username: DECOMPOSED });
    await registerUser({ username: COMPOSED });
    expect(await logIn(DECOMPOSED)).toEqual({ username: DECOMPOSED });
    expect(await logIn(COMPOSED)).toEqual({ username: COMPOSED });
  });

  it('does not find accounts of other sites', async () => {
    const { user } = await registerUser({ username: 'Ada' });
    await strapi()
      .db.query(USER)
      .update({ where: { id: user.id }, data: { provider: 'github' } });

    expect(await logIn('ada')).toEqual({ error: UNKNOWN });
  });
});

describe('attempts', () => {
  afterEach(async () => {
    setBudget('loginAccount', 'off');
    await strapi().db.connection.raw('TRUNCATE rate_limits');
  });

  it('count together, whatever the spelling of the name', async () => {
    await registerUser({ username: COMPOSED });
    setBudget('loginAccount', { points: 4, durationSeconds: 600 });
    const statuses: number[] = [];
    for (const identifier of [
      COMPOSED,
      DECOMPOSED,
      COMPOSED.toUpperCase(),
      ` ${COMPOSED} `,
      DECOMPOSED.toUpperCase(),
    ]) {
      const { response } = await logInFrom(newAddress(), identifier, 'wrong');
      statuses.push(response.status);
    }

    expect(statuses).toEqual([400, 400, 400, 400, 429]);
  });

  it('are given back by a login in another spelling', async () => {
    await registerUser({ username: 'Ada' });
    setBudget('loginAccount', { points: 2, durationSeconds: 600 });
    for (const [identifier, password, status] of [
      ['Ada', 'wrong', 400],
      [' ADA ', TEST_PASSWORD, 200],
      ['ada', 'wrong', 400],
    ] as const) {
      const { response } = await logInFrom(newAddress(), identifier, password);
      expect(response.status).toBe(status);
    }
  });
});
