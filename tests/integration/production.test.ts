import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { application, strapi } from '../harness';

const PROJECT = path.resolve(__dirname, '..', '..');
const DATABASE = 'reelbase_production_test';
const SECRET_NAMES = [
  'APP_KEYS',
  'ADMIN_JWT_SECRET',
  'API_TOKEN_SALT',
  'TRANSFER_TOKEN_SALT',
  'ENCRYPTION_KEY',
  'JWT_SECRET',
];

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;
const POLL_MS = 50;

jest.setTimeout(START_TIMEOUT_MS + STOP_TIMEOUT_MS);

/** Nothing of this process's own environment, and no `.env` file of the project. */
const BARE: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  NODE_ENV: 'production',
  ENV_PATH: path.join(PROJECT, 'no-such.env'),
};

const complete = (port: number): NodeJS.ProcessEnv => ({
  ...BARE,
  ...Object.fromEntries(SECRET_NAMES.map((name) => [name, `${name} of the production test`])),
  DATABASE_URL: Object.assign(new URL(application().databaseUrl), { pathname: DATABASE }).href,
  PORT: String(port),
  LOG_LEVEL: 'warn',
});

interface ServerProcess {
  child: ChildProcess;
  /** All that it has written so far. */
  output: () => string;
  /** Its exit code; null when a signal has ended it. */
  exit: Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Runs `npm start`, without npm, on what the harness has compiled. */
const start = (env: NodeJS.ProcessEnv): ServerProcess => {
  const program = path.join(strapi().dirs.dist.root, 'src', 'cli', 'start.js');
  const child = spawn(process.execPath, [program], { cwd: PROJECT, env });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const exit = once(child, 'close').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  return { child, output: () => output, exit };
};

const listen = async (port = 0) => {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    server.close();
    await once(server, 'close');
  };
  return { port: (server.address() as AddressInfo).port, close };
};

const freePort = async (): Promise<number> => {
  const { port, close } = await listen();
  await close();
  return port;
};

/** Starts a server that has all it needs, and waits until it answers. */
const startAndWait = async (): Promise<ServerProcess & { url: string }> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = start(complete(port));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && server.child.exitCode === null) {
    const { status } = await fetch(`${url}/_health`).catch(() => ({ status: 0 }));
    if (status === 204) return { ...server, url };
    await delay(POLL_MS);
  }
  throw new Error(`The production server does not answer. It says:\n${server.output()}`);
};

const sql = async (statement: string): Promise<void> => {
  const client = new Client({ connectionString: application().databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

beforeAll(() => sql(`CREATE DATABASE ${DATABASE}`));

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await sql(`DROP DATABASE ${DATABASE} WITH (FORCE)`);
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
    server = await startAndWait();
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
    const { child, exit, url } = await startAndWait();
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
      const { exit, output } = start(complete(port));

      expect(await exit).toBe(1);
      expect(output()).toBe(
        `Cannot listen on 127.0.0.1:${port}: another program is using it. Stop that program, or choose another port with PORT.\n`,
      );
    } finally {
      await close();
    }
  });
});
