import { transformFileSync } from '@swc/core';
import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startPostgres, type RunningPostgres } from '../../src/postgres';

export const projectRoot = path.resolve(__dirname, '..', '..');
export const isRoot = process.getuid?.() === 0;
export const asRoot = isRoot ? it : it.skip;
export const asOrdinaryUser = isRoot ? it.skip : it;
export const onLinux = process.platform === 'linux' ? it : it.skip;

/** Everything of this run; open to all, so that root's server need not be put in a system folder. */
export const workspace = mkdtempSync(path.join(tmpdir(), 'reelbase-postgres-'));
const running = new Set<RunningPostgres>();
const children = new Set<ChildProcess>();
let folders = 0;
/** For tests to which it does not matter what has been in it: restarting is faster than initdb. */
export const usedDataDir = newDataDir();

/** For the tests of one file: compiles the sources, and stops and removes whatever they start. */
export const useWorkbench = (): void => {
  jest.setTimeout(30_000);

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
};

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

export function newDataDir(): string {
  return path.join(workspace, `data-${++folders}`);
}

export async function start(dataDir: string, durable = false): Promise<RunningPostgres> {
  const postgres = await startPostgres({ dataDir, durable });
  running.add(postgres);
  return postgres;
}

export async function query<Row extends object>(
  url: string,
  ...statements: string[]
): Promise<Row[]> {
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

export async function eventually<T>(what: string, probe: () => T | undefined | false): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const value = probe();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`${what} did not happen`);
    await sleep(20);
  }
}

/** Id of the server's main process by its lock file, undefined when it is stopped. */
export function serverPid(dataDir: string): number | undefined {
  const lock = path.join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(lock) ? Number.parseInt(readFileSync(lock, 'utf8'), 10) : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A separate process with its output collected. */
export function launch(args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
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

export function launchOwner(dataDir: string) {
  const script = `
    const { startPostgres } = require('./src/postgres');
    startPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: false }).then(
      ({ started }) => console.log('started', started),
    );`;
  return launch(['-e', script]);
}
