import {
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import {
  useWorkbench,
  onLinux,
  usedDataDir,
  newDataDir,
  start,
  query,
  eventually,
  serverPid,
  isAlive,
  launch,
  launchOwner,
} from './postgres-workbench';

useWorkbench();

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
});
