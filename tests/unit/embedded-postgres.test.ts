import { transformFileSync } from '@swc/core';
import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { PostgresStartError, startPostgres, type RunningPostgres } from '../../src/postgres';

jest.setTimeout(30_000);

const projectRoot = path.resolve(__dirname, '..', '..');
const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? it : it.skip;
const asOrdinaryUser = isRoot ? it.skip : it;
const onLinux = process.platform === 'linux' ? it : it.skip;

/** Everything of this run; open to all, so that root's server need not be put in a system folder. */
const workspace = mkdtempSync(path.join(tmpdir(), 'reelbase-postgres-'));
const running = new Set<RunningPostgres>();
const children = new Set<ChildProcess>();
let folders = 0;
/** For tests to which it does not matter what has been in it: restarting is faster than initdb. */
const usedDataDir = newDataDir();

beforeAll(() => {
  chmodSync(workspace, 0o755);
  compileSources();
});

afterEach(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  children.clear();
  for (const postgres of running) await postgres.stop();
  running.clear();
});

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

/** As `tsc` would, but only what is tested here: processes that get killed have to be separate. */
function compileSources(): void {
  const folder = path.join(projectRoot, 'src', 'postgres');
  const files = readdirSync(folder).map((name) => path.join('src', 'postgres', name));
  for (const file of [...files, path.join('src', 'cli', 'with-database.ts')]) {
    const { code } = transformFileSync(path.join(projectRoot, file), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
      swcrc: false,
    });
    const target = path.join(workspace, file.replace(/\.ts$/, '.js'));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(workspace, 'node_modules'));
}

function newDataDir(): string {
  return path.join(workspace, `data-${++folders}`);
}

async function start(dataDir: string, durable = false): Promise<RunningPostgres> {
  const postgres = await startPostgres({ dataDir, durable });
  running.add(postgres);
  return postgres;
}

async function query<Row extends object>(url: string, ...statements: string[]): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const statement of statements) ({ rows } = await client.query<Row>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

async function eventually<T>(what: string, probe: () => T | undefined | false): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const value = probe();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`${what} did not happen`);
    await sleep(20);
  }
}

/** Id of the server's main process by its lock file, undefined when it is stopped. */
function serverPid(dataDir: string): number | undefined {
  const lock = path.join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(lock) ? Number.parseInt(readFileSync(lock, 'utf8'), 10) : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A separate process with its output collected. */
function launch(args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
  const child = spawn(process.execPath, args, {
    cwd: options.cwd ?? workspace,
    env: { PATH: process.env.PATH, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  children.add(child);
  const output = { text: '' };
  const collect = (chunk: Buffer): void => void (output.text += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, output, ended, pid: child.pid ?? 0 };
}

function launchOwner(dataDir: string) {
  const script = `
    const { startPostgres } = require('./src/postgres');
    startPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: false }).then(
      ({ started }) => console.log('started', started),
    );`;
  return launch(['-e', script]);
}

describe('startPostgres', () => {
  it('creates a database at the first start, with the extensions the search needs', async () => {
    const { url, started } = await start(newDataDir());

    const extensions = ['pg_trgm', 'unaccent', 'citext'].map((name) => `CREATE EXTENSION ${name}`);
    const rows = await query(
      url,
      ...extensions,
      `SELECT current_database() AS name, current_setting('listen_addresses') AS listens,
              cardinality(show_trgm('Сталкер')) AS trigrams`,
    );

    expect(started).toBe(true);
    expect(url).toMatch(/^postgres:\/\/reelbase:[\w-]{32}@127\.0\.0\.1:\d+\/reelbase$/);
    expect(rows).toEqual([{ name: 'reelbase', listens: '127.0.0.1', trigrams: 8 }]);
  });

  it('sorts alphabetically, whatever the locale of the machine', async () => {
    const { url } = await start(usedDataDir);
    const names = ['Zodiac', 'alien', 'Élisa', 'von Trier', 'Amélie', 'del Toro'];
    const rows = await query<{ name: string }>(
      url,
      `SELECT unnest('{${names.join()}}'::text[]) AS name ORDER BY name`,
    );
    expect(rows.map(({ name }) => name)).toEqual([
      ...['alien', 'Amélie', 'del Toro', 'Élisa', 'von Trier', 'Zodiac'],
    ]);
  });

  it('keeps data, password and port through a restart', async () => {
    const dataDir = newDataDir();
    const first = await start(dataDir);
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(serverPid(dataDir)).toBeUndefined();

    const second = await start(dataDir);
    expect(second).toMatchObject({ url: first.url, started: true });
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('keeps the password in a file that only its user can read', async () => {
    const dataDir = usedDataDir;
    await start(dataDir);
    expect(statSync(path.join(dataDir, 'postgres', 'reelbase.json')).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
  });

  it('takes another port when that of the last run is in use', async () => {
    const dataDir = newDataDir();
    const first = await start(dataDir);
    await first.stop();
    const settings = path.join(dataDir, 'postgres', 'reelbase.json');
    const { password } = JSON.parse(readFileSync(settings, 'utf8')) as { password: string };
    const other = await start(newDataDir());
    const taken = Number(new URL(other.url).port);
    writeFileSync(settings, JSON.stringify({ password, port: taken }));

    const second = await start(dataDir);
    expect(Number(new URL(second.url).port)).not.toBe(taken);
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('shares a running server, which the last user stops', async () => {
    const dataDir = usedDataDir;
    const first = await start(dataDir);
    const second = await start(dataDir);
    expect(second).toMatchObject({ url: first.url, started: false });

    await first.stop();
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();
    expect(serverPid(dataDir)).toBeUndefined();
  });

  it('stops the server when all users stop at the same moment', async () => {
    const dataDir = usedDataDir;
    const users = [await start(dataDir), await start(dataDir), await start(dataDir)];
    await Promise.all(users.map((user) => user.stop()));
    expect(serverPid(dataDir)).toBeUndefined();
  });

  it('gives starts at the same moment one and the same server', async () => {
    const dataDir = newDataDir();
    const starts = await Promise.all([start(dataDir), start(dataDir), start(dataDir)]);

    expect(new Set(starts.map(({ url }) => url)).size).toBe(1);
    expect(starts.filter(({ started }) => started)).toHaveLength(1);
    expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres.log']);
  });

  it('starts again when another user is just stopping the server', async () => {
    const dataDir = usedDataDir;
    const first = await start(dataDir);
    const [, second] = await Promise.all([first.stop(), start(dataDir)]);
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('adopts and stops a server whose owner was killed', async () => {
    const dataDir = usedDataDir;
    const owner = launchOwner(dataDir);
    await eventually('the start', () => owner.output.text.includes('started true'));
    const pid = serverPid(dataDir);
    owner.child.kill('SIGKILL');
    await owner.ended;

    const heir = await start(dataDir);
    expect(heir.started).toBe(false);
    expect(serverPid(dataDir)).toBe(pid);
    await heir.stop();
    expect(serverPid(dataDir)).toBeUndefined();
  });

  it('recovers what was committed when the server was killed', async () => {
    const dataDir = newDataDir();
    const first = await start(dataDir, true);
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = serverPid(dataDir) ?? 0;
    process.kill(pid, 'SIGKILL');

    const second = await start(dataDir, true);
    expect(second.started).toBe(true);
    expect(serverPid(dataDir)).not.toBe(pid);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  onLinux('is not misled by a lock file that names a process of something else', async () => {
    const dataDir = newDataDir();
    await (await start(dataDir)).stop();
    const other = launch(['-e', 'setInterval(() => {}, 1000)']);
    const dir = path.join(dataDir, 'postgres');
    const lock = [other.pid, dir, 1700000000, 5432, '', '127.0.0.1', '  1  1', 'ready   ', ''];
    const lockFile = path.join(dir, 'postmaster.pid');
    writeFileSync(lockFile, lock.join('\n'), { mode: 0o600 });
    const { uid, gid } = statSync(dir);
    chownSync(lockFile, uid, gid);

    expect((await start(dataDir)).started).toBe(true);
    expect(isAlive(other.pid)).toBe(true);
  });

  it('removes what a start has left that was killed long ago', async () => {
    const dataDir = newDataDir();
    const dead = path.join(dataDir, 'postgres.new-dead');
    for (const folder of [dead, path.join(dataDir, 'postgres.new-now')])
      mkdirSync(folder, { recursive: true });
    utimesSync(dead, 1700000000, 1700000000);
    await start(dataDir);
    expect(readdirSync(dataDir).sort()).toEqual(['postgres', 'postgres.log', 'postgres.new-now']);
  });

  it('starts a new log when the old one has become long', async () => {
    const dataDir = newDataDir();
    mkdirSync(dataDir);
    writeFileSync(path.join(dataDir, 'postgres.log'), Buffer.alloc(11 * 1024 * 1024, '\n'));
    await start(dataDir);
    expect(statSync(path.join(dataDir, 'postgres.log')).size).toBeLessThan(100_000);
  });

  describe('says what is wrong and the way out', () => {
    async function refusal(dataDir: string): Promise<string> {
      const error: unknown = await start(dataDir).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(PostgresStartError);
      return (error as PostgresStartError).message;
    }

    it('when the data folder lies below a file', async () => {
      const file = newDataDir();
      writeFileSync(file, '');
      expect(await refusal(path.join(file, 'data'))).toMatch(/data cannot be written: .* DATA_DIR/);
    });

    it('when the data folder is a file', async () => {
      const file = newDataDir();
      writeFileSync(file, '');
      expect(await refusal(file)).toMatch(/a file of that name is in the way/);
    });

    // Permissions do not bind root.
    asOrdinaryUser('when the data folder cannot be written', async () => {
      const dataDir = newDataDir();
      mkdirSync(dataDir, { mode: 0o500 });
      expect(await refusal(dataDir)).toMatch(/its permissions do not let this user write there/);
    });

    it('when the database was made by another version', async () => {
      const dataDir = newDataDir();
      await (await start(dataDir)).stop();
      writeFileSync(path.join(dataDir, 'postgres', 'PG_VERSION'), '16\n');
      expect(await refusal(dataDir)).toMatch(/made by PostgreSQL 16 .* PostgreSQL 18: .*pg_dump/);
    });

    it('when something else is in the place of the database', async () => {
      const dataDir = newDataDir();
      mkdirSync(path.join(dataDir, 'postgres'), { recursive: true });
      writeFileSync(path.join(dataDir, 'postgres', 'notes.txt'), 'mine');
      if (isRoot) chmodSync(path.join(dataDir, 'postgres'), 0o755);
      expect(await refusal(dataDir)).toMatch(/postgres/);
      expect(readdirSync(path.join(dataDir, 'postgres'))).toEqual(['notes.txt']);
    });

    it('when the database that is linked to is gone', async () => {
      const dataDir = newDataDir();
      mkdirSync(dataDir);
      symlinkSync(path.join(workspace, 'gone'), path.join(dataDir, 'postgres'));
      expect(await refusal(dataDir)).toMatch(/points to is gone: put it back, or delete that link/);
    });

    it('when the server refuses its configuration, with its own words', async () => {
      const dataDir = newDataDir();
      await (await start(dataDir)).stop();
      writeFileSync(path.join(dataDir, 'postgres', 'postgresql.conf'), 'no_such_setting = 1\n');
      expect(await refusal(dataDir)).toMatch(/FATAL: .*contains errors.*postgres\.log/);
    });
  });

  // Only root runs the server as another user.
  describe('as root', () => {
    asRoot('runs the server as the system user postgres', async () => {
      const dataDir = newDataDir();
      await start(dataDir);
      const owner = statSync(path.join(dataDir, 'postgres')).uid;
      expect(owner).not.toBe(0);
      expect(statSync(`/proc/${serverPid(dataDir) ?? 0}`).uid).toBe(owner);
    });

    asRoot('works in a folder closed to others, without opening it', async () => {
      const systemHome = '/var/lib/reelbase';
      const before = existsSync(systemHome) ? readdirSync(systemHome) : undefined;
      const closed = path.join(workspace, 'closed');
      mkdirSync(closed, { mode: 0o700 });
      const dataDir = path.join(closed, 'data');
      try {
        const first = await start(dataDir);
        await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
        await first.stop();
        expect(path.dirname(realpathSync(path.join(dataDir, 'postgres')))).toBe(systemHome);

        const second = await start(dataDir);
        expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
        await second.stop();
        expect(statSync(closed).mode & 0o777).toBe(0o700);
      } finally {
        rmSync(realpathSync(path.join(dataDir, 'postgres')), { recursive: true });
        if (before === undefined) rmSync(systemHome, { recursive: true });
      }
    });
  });
});

describe('with-database', () => {
  const dataDir = newDataDir();

  function withDatabase(command: string[], env: NodeJS.ProcessEnv = {}, cwd = workspace) {
    const script = path.join(workspace, 'src', 'cli', 'with-database.js');
    return launch([script, ...command], { cwd, env: { DATA_DIR: dataDir, ...env } });
  }

  /** Says when it is ready, and on a signal which, after a query that shows the database is up. */
  const server = [
    process.execPath,
    '-e',
    `const { Client } = require('pg');
     for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
       process.on(signal, async () => {
         console.log('got ' + signal);
         const client = new Client({ connectionString: process.env.DATABASE_URL });
         await client.connect();
         await client.query('SELECT pg_sleep(0.8)');
         console.log('closed properly');
         process.exit(3);
       });
     setInterval(() => {}, 1000);
     console.log('ready');`,
  ];

  it.each([
    { title: 'its exit code', command: ['sh', '-c', 'exit 7'], code: 7 },
    { title: '128 plus a signal', command: ['sh', '-c', 'kill -9 $$'], code: 137 },
    { title: '127 for no such program', command: ['no-such-program'], code: 127 },
    { title: '126 for what is no program', command: ['/etc/passwd'], code: 126 },
  ])('exits with $title, the database stopped', async ({ command, code }) => {
    const { ended } = withDatabase(command);
    expect(await ended).toBe(code);
    expect(serverPid(dataDir)).toBeUndefined();
  });

  it('gives the command the address of the database', async () => {
    const { ended, output } = withDatabase(['printenv', 'DATABASE_URL']);
    expect(await ended).toBe(0);
    expect(output.text).toMatch(/^postgres:\/\/reelbase:.*@127\.0\.0\.1:\d+\/reelbase$/m);
  });

  it('starts no database when DATABASE_URL is set', async () => {
    const { ended, output } = withDatabase(['printenv', 'DATABASE_URL'], {
      DATABASE_URL: 'postgres://elsewhere/db',
    });
    expect(await ended).toBe(0);
    expect(output.text).toBe('postgres://elsewhere/db\n');
  });

  it('reads DATABASE_URL from the file .env', async () => {
    const cwd = path.join(workspace, 'with-env-file');
    mkdirSync(cwd);
    writeFileSync(path.join(cwd, '.env'), 'DATABASE_URL=postgres://from-file/db\n');
    const { ended, output } = withDatabase(['printenv', 'DATABASE_URL'], {}, cwd);
    expect(await ended).toBe(0);
    expect(output.text).toBe('postgres://from-file/db\n');
  });

  it('insists on DATABASE_URL in production', async () => {
    const { ended, output } = withDatabase(['true'], { NODE_ENV: 'production', DATABASE_URL: '' });
    expect(await ended).toBe(1);
    expect(output.text).toMatch(/^DATABASE_URL is not set: .*\n$/);
  });

  it('shows a failed start as one sentence', async () => {
    const { ended, output } = withDatabase(['true'], { DATA_DIR: '/dev/null/data' });
    expect(await ended).toBe(1);
    expect(output.text).toMatch(/^The data folder \/dev\/null\/data cannot be written.*\n$/);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'passes %s on once, and stops the database after the command',
    async (signal) => {
      const { child, output, ended } = withDatabase(server);
      await eventually('the start', () => output.text.includes('ready'));
      // Twice, as npm passes on what the terminal has sent to all.
      child.kill(signal);
      child.kill(signal);

      expect(await ended).toBe(3);
      expect(output.text.match(/got SIG\w+/g)).toEqual([`got ${signal}`]);
      expect(output.text).toContain('closed properly');
      expect(serverPid(dataDir)).toBeUndefined();
    },
  );

  it('delivers a Ctrl-C of the terminal once, and outlives the second', async () => {
    const { output, ended, pid } = withDatabase(server);
    await eventually('the start', () => output.text.includes('ready'));
    process.kill(-pid, 'SIGINT');
    await eventually('the signal', () => output.text.includes('got SIGINT'));
    // The next Ctrl-C of a person comes later than npm's echo.
    await sleep(400);
    process.kill(-pid, 'SIGINT');

    expect(await ended).toBe(3);
    expect(output.text.match(/got SIGINT/g)).toHaveLength(2);
    expect(serverPid(dataDir)).toBeUndefined();
  });

  it('does not run the command when interrupted while the database starts', async () => {
    const { child, output, ended } = withDatabase(['echo', 'command ran']);
    await eventually('the start', () => serverPid(dataDir));
    child.kill('SIGINT');

    const code = await ended;
    // Depending on the moment the command had been run already; either way all is cleaned up.
    expect(output.text.includes('command ran') ? 0 : 130).toBe(code);
    expect(serverPid(dataDir)).toBeUndefined();
  });

  it('leaves the database to a command of the same project that is still running', async () => {
    const long = withDatabase(server);
    await eventually('the start', () => long.output.text.includes('ready'));
    const short = withDatabase(['true']);
    expect(await short.ended).toBe(0);
    expect(serverPid(dataDir)).toBeDefined();
    long.child.kill('SIGTERM');
    expect(await long.ended).toBe(3);
    expect(serverPid(dataDir)).toBeUndefined();
  });
});
