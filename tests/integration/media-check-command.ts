import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { strapi } from '../harness';
import { complete } from '../harness/server-process';

export const PROJECT = path.resolve(__dirname, '..', '..');

/** Names such as Strapi makes, and such as it does not. */
export const ORPHAN = 'orphan_0123456789.png';
export const FOREIGN = 'holiday.png';

/** Runs `npm run media:check`, without npm, on what the harness has compiled. */
export const runMediaCheck = async (
  { cwd = PROJECT, database, env }: { cwd?: string; database: string; env: NodeJS.ProcessEnv },
  ...args: string[]
) => {
  const program = path.join(strapi().dirs.dist.root, 'src', 'cli', 'media-check.js');
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...complete(database, 1), ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
};
