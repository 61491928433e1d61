import { consumeFavoriteWrite, limitBy } from '../../src/rate-limits';
import { strapi } from '../harness';
import { newAddress, type Outcome, rest, setBudget } from './rate-limits-requests';

type Middleware = ReturnType<typeof limitBy>;

/** A strategy's work, for the routes of this test: the user is whom the query names. */
const signIn: Middleware = async (ctx, next) => {
  const { user } = ctx.query;
  if (user) ctx.state.user = { id: Number(user) };
  await next();
};

/** What a resolver of GraphQL does first. */
const consume: Middleware = async (ctx, next) => {
  await consumeFavoriteWrite(strapi(), ctx, Number(ctx.query.user));
  await next();
};

const write = (path: string, user?: number): Promise<Outcome> =>
  rest({ address: newAddress() }, 'post', `/test/${path}${user ? `?user=${user}` : ''}`);

beforeAll(() => {
  // Strapi's global, which the application has in its own realm.
  Object.assign(globalThis, { strapi: strapi() });
  const route = (path: string, limit: Middleware) => ({
    method: 'POST' as const,
    path: `/test/${path}`,
    handler: (ctx: Parameters<Middleware>[0]) => (ctx.body = 'done'),
    info: { type: 'content-api' },
    config: { auth: false as const, middlewares: [signIn, limit] },
  });
  strapi().server.routes([route('limit-by', limitBy('favorites')), route('consume', consume)]);
});

beforeEach(() => setBudget('favorites', { points: 3, durationSeconds: 600 }));

afterEach(async () => {
  setBudget('favorites', 'off');
  await strapi().db.connection.raw('TRUNCATE rate_limits');
});

describe.each(['limit-by', 'consume'])('changes of favorites, by %s', (path) => {
  it('are limited for each user, wherever he comes from', async () => {
    const answers: Outcome[] = [];
    for (const user of [1, 1, 2, 1, 1, 2]) answers.push(await write(path, user));

    expect(answers.map(({ response }) => response.status)).toEqual([200, 200, 200, 200, 429, 200]);
    expect(answers[4]).toMatchObject({
      limited: true,
      retryAfter: expect.stringMatching(/^(600|59\d)$/),
      error: { message: expect.stringMatching(/^Too many changes of favorites: 3 are allowed/) },
    });
  });

  it('are exactly as many as allowed when all come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => write(path, 7)));

    expect(answers.filter(({ response }) => response.status === 200)).toHaveLength(3);
    expect(answers.filter(({ limited }) => limited)).toHaveLength(17);
  });
});

describe('a route that limits by user', () => {
  it('lets nobody through who is not signed in', async () => {
    const logged = jest.spyOn(strapi().log, 'error').mockReturnValue(strapi().log);

    // Not 401 here: the class of the error is another one in the test's own realm.
    expect((await write('limit-by')).response.status).toBeGreaterThanOrEqual(400);
    logged.mockRestore();
  });
});
