import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { PostgresStartError } from '../../src/postgres';

import {
  useWorkbench,
  isRoot,
  asRoot,
  asOrdinaryUser,
  workspace,
  newDataDir,
  start,
  query,
  serverPid,
} from './postgres-workbench';

useWorkbench();

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
