import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { createOwnProject } from '../harness/own-project';
import { until } from '../harness/until';

/** Builds the admin panel when it is not built, and draws the artwork of sixty movies. */
export const DEMO_TIMEOUT_MS = 10 * 60_000;

const STOP_TIMEOUT_MS = 30_000;

interface Account {
  role: string;
  email: string;
  password: string;
}

export interface Demo {
  url: string;
  account: (role: 'editor' | 'super admin') => Account;
  /** What it signs webhooks with, as its operator finds it. */
  webhookSecret: () => Promise<string>;
  stop: () => Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const run = (folder: string, port: number): { child: ChildProcess; output: () => string } => {
  const child = spawn('npm', ['run', 'demo'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port) },
    // A group of its own: npm passes no signal on to what it has started.
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  return { child, output: () => output };
};

const signal = ({ pid }: ChildProcess, name: NodeJS.Signals): void => {
  if (pid !== undefined) process.kill(-pid, name);
};

interface Project {
  folder: string;
  remove: () => Promise<void>;
}

/** Runs `npm run demo` with data and uploads of its own, as somebody who tries the product does. */
export const startDemo = async (own?: Project): Promise<Demo> => {
  const project = own ?? (await createOwnProject());
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const { child, output } = run(project.folder, port);

  const stop = async () => {
    if (child.exitCode === null) {
      signal(child, 'SIGINT');
      const killing = setTimeout(() => signal(child, 'SIGKILL'), STOP_TIMEOUT_MS);
      await once(child, 'exit');
      clearTimeout(killing);
    }
    await project.remove();
  };
  try {
    await until(() => {
      if (child.exitCode !== null) throw new Error(`The demo has ended. It says:\n${output()}`);
      return output().includes(`Reelbase is running at ${url}`);
    }, DEMO_TIMEOUT_MS);
    const read = async (file: string): Promise<unknown> =>
      JSON.parse(await readFile(path.join(project.folder, 'data', file), 'utf8'));
    const accounts = (await read('demo-accounts.json')) as Account[];
    const account = (role: string) => {
      const found = accounts.find((candidate) => candidate.role === role);
      if (!found) throw new Error(`The demo has no ${role}`);
      return found;
    };
    const webhookSecret = async () =>
      ((await read('secrets.json')) as { WEBHOOK_SECRET: string }).WEBHOOK_SECRET;
    return { url, account, webhookSecret, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
