import { application, clearCatalogue, strapi } from '../harness';
import {
  argumentsOf,
  type Case,
  mutation,
  NOBODY,
  OVER_GRAPHQL,
  OVER_REST,
  WRONG,
} from './rate-limits-operations';
import {
  graphql,
  logIn,
  newAddress,
  type Outcome,
  PASSWORD,
  setBudget,
  signUp,
  until,
} from './rate-limits-requests';

const BUDGETS = ['login', 'loginAccount', 'registration', 'refresh', 'recovery', 'favorites'];

/** Long enough for every test to be over first. */
const LONG = 600;

beforeAll(() => {
  strapi().server.app.proxy = true;
});

afterEach(async () => {
  for (const name of BUDGETS) setBudget(name, 'off');
  await strapi().db.connection.raw('TRUNCATE rate_limits');
  await clearCatalogue();
});

afterAll(() => {
  strapi().server.app.proxy = false;
});

const limitedOf = (outcomes: Outcome[]): boolean[] => outcomes.map(({ limited }) => limited);

const inTurn = async (times: number, ask: () => Promise<Outcome>): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (let turn = 0; turn < times; turn += 1) outcomes.push(await ask());
  return outcomes;
};

const firstOfEachBudget = (cases: Case[]): Case[] =>
  cases.filter(([, budget], index) => cases.findIndex(([, other]) => other === budget) === index);

describe.each([
  ['REST', OVER_REST, 429],
  ['GraphQL', OVER_GRAPHQL, 200],
])('over %s', (_api, cases, status) => {
  it.each(cases)(
    '%s beyond its budget is refused, with when to try again',
    async (_, budget, ask) => {
      const { token } = await signUp();
      setBudget(budget, { points: 2, durationSeconds: LONG });
      const address = newAddress();
      const outcomes = await inTurn(4, () => ask({ address, token }));

      expect(limitedOf(outcomes)).toEqual([false, false, true, true]);
      for (const { retryAfter, error, response } of outcomes.slice(2)) {
        expect(response.status).toBe(status);
        expect(retryAfter).toMatch(/^(600|59\d)$/);
        expect(error?.message).toMatch(
          /^Too many .*: 2 are allowed in 600 seconds\. Try again in \d+ seconds\.$/,
        );
        expect(error?.details).toEqual({ retryAfterSeconds: Number(retryAfter) });
      }
      expect(outcomes[1]?.retryAfter).toBeUndefined();
      expect(await ask({ address: newAddress(), token })).toMatchObject({ limited: false });
    },
  );

  it.each(firstOfEachBudget(cases))(
    '%s is answered again when its window has ended',
    async (_, budget, ask) => {
      setBudget(budget, { points: 1, durationSeconds: 2 });
      const address = newAddress();
      const began = Date.now();
      const [, refused] = await inTurn(2, () => ask({ address }));
      const promised = Number(refused?.retryAfter) * 1000 + Date.now();

      expect(refused?.limited).toBe(true);
      await until(async () => !(await ask({ address })).limited);
      expect(Date.now() - began).toBeGreaterThanOrEqual(2000);
      // The promise was kept, give or take the pace of asking.
      expect(Date.now()).toBeLessThan(promised + 1000);
    },
  );
});

describe('REST and GraphQL', () => {
  it('share a budget', async () => {
    setBudget('login', { points: 2, durationSeconds: LONG });
    const address = newAddress();
    const answers = [
      await logIn(address, 'nobody', 'wrong'),
      await graphql({ address }, `mutation { login(input: { ${argumentsOf(WRONG)} }) { jwt } }`),
      await logIn(address, 'nobody', 'wrong'),
      await graphql({ address }, `mutation { login(input: { ${argumentsOf(WRONG)} }) { jwt } }`),
    ];

    expect(limitedOf(answers)).toEqual([false, false, true, true]);
  });

  it('count every mutation of one GraphQL request', async () => {
    setBudget('recovery', { points: 2, durationSeconds: LONG });
    const forgotten = `forgotPassword(${argumentsOf(NOBODY)}) { ok }`;
    const aliases = ['a', 'b', 'c', 'd'].map((alias) => `${alias}: ${forgotten}`);
    const { response } = await mutation(() => aliases.join(' '))({ address: newAddress() });

    expect(response.body.data).toEqual({ a: { ok: true }, b: { ok: true }, c: null, d: null });
    expect(response.body.errors).toHaveLength(2);
  });
});

describe('a fresh budget is not to be had', () => {
  it('by writing the path in another way', async () => {
    setBudget('login', { points: 2, durationSeconds: LONG });
    const address = newAddress();
    const answers = [
      await logIn(address, 'nobody', 'wrong', '/auth/local'),
      await logIn(address, 'nobody', 'wrong', '/AUTH/Local/'),
      await logIn(address, 'nobody', 'wrong', '/auth/local/'),
      await logIn(address, 'nobody', 'wrong', '/auth/LOCAL'),
      await logIn(address, 'nobody', 'wrong', '/auth/local?email=x'),
    ];

    expect(limitedOf(answers)).toEqual([false, false, true, true, true]);
    // Not a path of the plugin at all.
    expect((await logIn(address, 'nobody', 'wrong', '//auth//local')).response.status).toBe(405);
  });

  it('by adding addresses before the one that the proxy adds', async () => {
    setBudget('login', { points: 1, durationSeconds: LONG });
    const address = newAddress();
    const answers = [
      await logIn(`${newAddress()}, ${address}`, 'nobody', 'wrong'),
      await logIn(`${newAddress()}, ${address}`, 'nobody', 'wrong'),
    ];

    expect(limitedOf(answers)).toEqual([false, true]);
  });

  it('by moving within an IPv6 network', async () => {
    setBudget('login', { points: 1, durationSeconds: LONG });
    const answers = [
      await logIn('2001:db8:1:1::1', 'nobody', 'wrong'),
      await logIn('2001:db8:1:1:ffff:ffff:ffff:ffff', 'nobody', 'wrong'),
      await logIn('2001:db8:1:2::1', 'nobody', 'wrong'),
    ];

    expect(limitedOf(answers)).toEqual([false, true, false]);
  });
});

describe('an account', () => {
  it('has one budget for logins from all addresses and in every case', async () => {
    const { username } = await signUp();
    setBudget('loginAccount', { points: 3, durationSeconds: LONG });
    const answers = [
      await logIn(newAddress(), username, 'wrong'),
      await logIn(newAddress(), username.toUpperCase(), 'wrong'),
      await logIn(newAddress(), username, 'wrong'),
      await logIn(newAddress(), username, PASSWORD),
      await logIn(newAddress(), 'somebody else', 'wrong'),
    ];

    expect(limitedOf(answers)).toEqual([false, false, false, true, false]);
    expect(answers[3]?.error?.message).toMatch(/^Too many logins to this account: 3 /);
  });

  it.each([
    ['REST', (address: string, name: string) => logIn(address, name, PASSWORD)],
    [
      'GraphQL',
      (address: string, identifier: string) =>
        mutation(
          () => `login(input: { ${argumentsOf({ identifier, password: PASSWORD })} }) { jwt }`,
        )({ address }),
    ],
  ])('has all its attempts again after a login that succeeds, over %s', async (_, succeed) => {
    const { username } = await signUp();
    setBudget('loginAccount', { points: 3, durationSeconds: LONG });
    const fail = () => logIn(newAddress(), username, 'wrong');
    const answers = [await fail(), await fail(), await succeed(newAddress(), username)];

    expect(limitedOf(answers)).toEqual([false, false, false]);
    expect(answers[2]?.error).toBeUndefined();
    expect(limitedOf(await inTurn(4, fail))).toEqual([false, false, false, true]);
  });

  it('is not told by what is stored', async () => {
    const { username } = await signUp();
    setBudget('loginAccount', { points: 3, durationSeconds: LONG });
    await logIn(newAddress(), username, 'wrong');
    const { rows } = await strapi().db.connection.raw('SELECT key FROM rate_limits');

    expect(rows).toEqual([{ key: expect.stringMatching(/^loginAccount:[\w-]{43}$/) }]);
  });
});

describe('50 requests at once with a budget of 10', () => {
  const countLimited = async (ask: () => Promise<Outcome>): Promise<number> => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, ask));
    return outcomes.filter(({ limited }) => limited).length;
  };

  it.each(['login', 'loginAccount'])('are 10 that pass: %s', async (budget) => {
    const { username } = await signUp();
    setBudget(budget, { points: 10, durationSeconds: LONG });
    const users = strapi().plugin('users-permissions').service('user');
    const compared = jest.spyOn(users, 'validatePassword');
    const address = newAddress();

    expect(await countLimited(() => logIn(address, username, 'wrong'))).toBe(40);
    // What is refused costs no comparison of passwords.
    expect(compared).toHaveBeenCalledTimes(10);
    compared.mockRestore();
  });
});

describe('a flood of requests beyond the budget', () => {
  it('is refused without asking the database each time', async () => {
    setBudget('login', { points: 2, durationSeconds: LONG });
    const address = newAddress();
    const outcomes = await inTurn(10, () => logIn(address, 'nobody', 'wrong'));
    const { rows } = await strapi().db.connection.raw('SELECT points FROM rate_limits');

    expect(outcomes.filter(({ limited }) => limited)).toHaveLength(8);
    expect(rows).toEqual([{ points: 3 }]);
  });
});

describe('counters that cannot be reached', () => {
  const rename = (from: string, to: string) =>
    strapi().db.connection.raw(`ALTER TABLE ${from} RENAME TO ${to}`);

  it('let nobody in', async () => {
    const { username } = await signUp();
    setBudget('login', { points: 10, durationSeconds: LONG });
    const logged = jest.spyOn(strapi().log, 'error').mockReturnValue(strapi().log);
    await rename('rate_limits', 'rate_limits_gone');
    const { response } = await logIn(newAddress(), username, PASSWORD).finally(() =>
      rename('rate_limits_gone', 'rate_limits'),
    );

    expect(response.status).toBe(500);
    expect(response.body).not.toHaveProperty('jwt');
    expect(logged).toHaveBeenCalledTimes(1);
    logged.mockRestore();
  });
});

describe('counters whose window has ended', () => {
  it('are deleted regularly, and no others', async () => {
    const { connection } = strapi().db;
    await connection.raw(
      `INSERT INTO rate_limits (key, points, expire)
       SELECT name, 1, (extract(epoch FROM now()) * 1000)::bigint + seconds * 1000
       FROM (VALUES ('ended', -120), ('just ended', -5), ('open', 120)) AS windows (name, seconds)`,
    );
    const regular = strapi().cron.jobs.find(({ name }) => name === 'delete expired rate limits');

    expect(regular?.job.nextInvocation()?.getTime()).toBeLessThanOrEqual(Date.now() + 300_000);
    await regular?.job.invoke();
    const { rows } = await connection.raw('SELECT key FROM rate_limits ORDER BY key');
    expect(rows).toEqual([{ key: 'just ended' }, { key: 'open' }]);
  });
});

describe('a page of another origin', () => {
  it('may read when to try again', async () => {
    setBudget('refresh', { points: 1, durationSeconds: LONG });
    const refresh = () =>
      fetch(`${application().url}/api/auth/refresh`, {
        method: 'POST',
        headers: { origin: 'https://movies.example.com' },
      });
    await refresh();
    const { status, headers } = await refresh();

    expect(status).toBe(429);
    expect(headers.get('access-control-expose-headers')).toContain('Retry-After');
  });
});
