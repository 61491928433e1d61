import { setTimeout as delay } from 'node:timers/promises';
import {
  BARE,
  complete,
  createDatabase,
  dropDatabase,
  killServers,
  listen,
  SECRET_NAMES,
  start,
  START_TIMEOUT_MS,
  startAndWait,
} from '../harness/server-process';

const DATABASE = 'reelbase_production_test';
const STOP_TIMEOUT_MS = 5_000;

jest.setTimeout(START_TIMEOUT_MS + STOP_TIMEOUT_MS);

beforeAll(() => createDatabase(DATABASE));

afterAll(async () => {
  killServers();
  await dropDatabase(DATABASE);
});

describe('the production server', () => {
  let server: Awaited<ReturnType<typeof startAndWait>>;

  const graphql = async (query: string) => {
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return (await answer.json()) as { data?: unknown; errors?: { message: string }[] };
  };

  beforeAll(async () => {
    server = await startAndWait(DATABASE);
  });

  afterAll(async () => {
    server.child.kill();
    await server.exit;
  });

  it('answers REST and GraphQL, with reference data in its new database', async () => {
    const rest = await fetch(`${server.url}/api/countries?filters[code]=FR&fields=code`);

    expect(await rest.json()).toMatchObject({ data: [{ code: 'FR' }] });
    expect(await graphql('{ countries(filters: { code: { eq: "FR" } }) { code } }')).toEqual({
      data: { countries: [{ code: 'FR' }] },
    });
  });

  it.each(['{ __schema { queryType { name } } }', '{ __type(name: "Movie") { name } }'])(
    'refuses GraphQL introspection: %s',
    async (query) => {
      const { data, errors } = await graphql(query);

      expect(data).toBeUndefined();
      expect(errors?.[0]?.message).toMatch('introspection is not allowed');
    },
  );

  it('serves the admin panel, or says that it is not there where it was not built', async () => {
    const { status } = await fetch(`${server.url}/admin`);
    const init = await fetch(`${server.url}/admin/init`);

    expect([200, 404]).toContain(status);
    expect(await init.json()).toMatchObject({ data: { hasAdmin: false } });
  });
});

describe('the end of a production server', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('comes with exit code 0 after %s', async (signal) => {
    const { child, exit, url } = await startAndWait(DATABASE);
    // Leaves a connection that is kept alive, as a proxy would.
    await (await fetch(`${url}/api/genres`)).text();

    child.kill(signal);
    const code = await Promise.race([
      exit,
      delay(STOP_TIMEOUT_MS, 'still running', { ref: false }),
    ]);
    expect(code).toBe(0);
  });
});

describe('a production server that cannot start', () => {
  it('names every missing variable in one message, without a stack trace', async () => {
    const { exit, output } = start(BARE);

    expect(await exit).toBe(1);
    expect(output()).toBe(
      [
        'The environment is not complete:',
        ...['DATABASE_URL', ...SECRET_NAMES].map((name) => `  - ${name} is not set`),
        'See .env.example for every variable.',
        '',
      ].join('\n'),
    );
  });

  it('is in production mode where NODE_ENV is not set', async () => {
    const { exit, output } = start({ ...BARE, NODE_ENV: undefined });

    expect(await exit).toBe(1);
    expect(output()).toContain('  - JWT_SECRET is not set');
  });

  it('says in one sentence that its port is taken', async () => {
    const { port, close } = await listen();
    try {
      const { exit, output } = start(complete(DATABASE, port));

      expect(await exit).toBe(1);
      expect(output()).toBe(
        `Cannot listen on 127.0.0.1:${port}: another program is using it. Stop that program, or choose another port with PORT.\n`,
      );
    } finally {
      await close();
    }
  });
});
