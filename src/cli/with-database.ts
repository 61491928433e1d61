/**
 * Runs a command with a database: `with-database <command> [argument…]`.
 *
 * Where DATABASE_URL is set, in the environment or in `.env`, the command is just run. Otherwise the
 * project's own PostgreSQL is started for it in DATA_DIR (`data` of the current folder by default),
 * and stopped when it has ended. Exits as the command does, with 128 plus the signal's number when
 * a signal ended it, and with 127 or 126, as a shell does, when it cannot be executed.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { config as loadDotenv } from 'dotenv';
import { PostgresStartError, startPostgres } from '../postgres';

const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** One Ctrl-C arrives twice under npm, which forwards what the terminal sends to all anyway. */
const ECHO_MS = 300;

/** What the command has started, such as the workers of `strapi develop`, may close the database. */
const GROUP_END_TIMEOUT_MS = 3_000;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** An environment variable; empty, as in a copied `.env.example`, counts as not set. */
function setting(name: string): string | undefined {
  const value = process.env[name]?.trim();
  return value === '' ? undefined : value;
}

/** Keeps this process alive through signals: they are for the command, this has to clean up. */
class SignalRelay {
  /** The first signal, whether or not there was a command to pass it on to. */
  received: NodeJS.Signals | undefined;
  private child: ChildProcess | undefined;
  private readonly lastAt = new Map<NodeJS.Signals, number>();

  constructor() {
    for (const signal of ENDING_SIGNALS) process.on(signal, () => this.pass(signal));
    process.on('SIGWINCH', () => signalGroup(this.child, 'SIGWINCH'));
  }

  passOnTo(child: ChildProcess): void {
    this.child = child;
  }

  private pass(signal: NodeJS.Signals): void {
    const now = performance.now();
    const isEcho = now - (this.lastAt.get(signal) ?? -Infinity) < ECHO_MS;
    this.lastAt.set(signal, now);
    this.received ??= signal;
    if (!isEcho) signalGroup(this.child, signal);
  }
}

/** Signals the command and all it has started, as a terminal does. Returns whether there is any. */
function signalGroup(child: ChildProcess | undefined, signal: NodeJS.Signals | 0): boolean {
  if (child?.pid === undefined) return false;
  try {
    return process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    return false;
  }
}

const signalExitCode = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];

/** Runs the command to its end and gives the exit code. */
async function runCommand(command: string[], url: string, relay: SignalRelay): Promise<number> {
  const [file = '', ...args] = command;
  const bin = path.resolve('node_modules', '.bin');
  const child = spawn(file, args, {
    env: {
      ...process.env,
      PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
      DATABASE_URL: url,
    },
    stdio: 'inherit',
    // A process group of its own, out of the terminal's reach: so that Ctrl-C comes from the relay
    // only, once, just as a signal that was sent to this process alone.
    detached: process.platform !== 'win32',
  });
  relay.passOnTo(child);
  const code = await new Promise<number>((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      // Of a name EACCES says that some folder in PATH is closed, of a path that it is no program.
      const isMissing =
        error.code === 'ENOENT' || (error.code === 'EACCES' && path.basename(file) === file);
      say(
        `"${file}" cannot be executed: ${isMissing ? 'there is no such program' : error.message}.`,
      );
      resolve(isMissing ? 127 : 126);
    });
    child.on('exit', (status, signal) => resolve(signal ? signalExitCode(signal) : (status ?? 1)));
  });
  const deadline = Date.now() + GROUP_END_TIMEOUT_MS;
  while (signalGroup(child, 0) && Date.now() < deadline) await sleep(50);
  return code;
}

async function runWithOwnDatabase(command: string[], relay: SignalRelay): Promise<number> {
  const postgres = await startPostgres({
    dataDir: path.resolve(setting('DATA_DIR') ?? 'data'),
    log: say,
  });
  try {
    if (relay.received) return signalExitCode(relay.received);
    return await runCommand(command, postgres.url, relay);
  } finally {
    await postgres.stop();
  }
}

async function main(command: string[]): Promise<number> {
  if (command.length === 0) {
    say('Usage: with-database <command> [argument…]');
    return 2;
  }
  // As Strapi does; so the file means the same to every command.
  loadDotenv({ path: process.env.ENV_PATH, quiet: true });
  const relay = new SignalRelay();
  const url = setting('DATABASE_URL');
  if (url !== undefined) return runCommand(command, url, relay);
  if (process.env.NODE_ENV === 'production') {
    say(
      'DATABASE_URL is not set: in production, set it to the address of your PostgreSQL, as in postgres://user:password@host:5432/reelbase.',
    );
    return 1;
  }
  return runWithOwnDatabase(command, relay);
}

// A closed terminal or pipe must not end this process before the database is stopped.
process.stderr.on('error', () => undefined);

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof PostgresStartError ? error.message : String(error));
    process.exit(1);
  },
);
