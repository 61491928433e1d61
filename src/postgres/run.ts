import { spawn } from 'node:child_process';

/** A user of this machine, as spawn(2) and chown(2) want it. */
export interface SystemUser {
  uid: number;
  gid: number;
}

/** How a program ended. */
export interface Outcome {
  ok: boolean;
  stdout: string;
  /** What it wrote to stderr, or why it could not be executed at all. */
  stderr: string;
}

/**
 * Runs one of PostgreSQL's programs, or a tool of the system, to its end; never rejects.
 * @param user whom to run it as, when this process is root; root's supplementary groups are
 *   dropped by Node (libuv calls setgroups before setuid)
 * @param logFd where stdout and stderr go instead of into the outcome
 */
export function run(
  file: string,
  args: string[],
  { user, logFd }: { user?: SystemUser | undefined; logFd?: number } = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...user,
      // The caller's folder may be closed to that user.
      cwd: process.platform === 'win32' ? undefined : '/',
      // Not the caller's environment: PG* variables change what these programs do, and another
      // user should not be handed our secrets. LC_ALL: their messages are read by this code.
      env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C' },
      // A session of its own, so that Ctrl-C does not interrupt it half-way.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', logFd ?? 'pipe', logFd ?? 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', (error) => resolve({ ok: false, stdout, stderr: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, stdout, stderr }));
  });
}
