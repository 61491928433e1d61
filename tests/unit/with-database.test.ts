import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  useWorkbench,
  workspace,
  newDataDir,
  eventually,
  serverPid,
  launch,
} from './postgres-workbench';

useWorkbench();

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
