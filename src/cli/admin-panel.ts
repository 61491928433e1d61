import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from './command';

const SOURCES = path.join('src', 'admin');
const PLUGINS = path.join('src', 'plugins');
const PANEL = path.join('dist', 'build');
const STAMP = path.join(PANEL, '.built-from');

/** The files in a folder, none when it is not there. */
const filesIn = async (folder: string): Promise<string[]> => {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder, { recursive: true });
  // Folders have no extension.
  return names.filter((name) => path.extname(name)).map((name) => path.join(folder, name));
};

/** Of plugins, what tells where their part of the panel is, and that part. */
const isOfPanel = (file: string): boolean =>
  path.basename(file) === 'package.json' || file.split(path.sep).includes('admin');

/** What the panel is built from: the versions of Strapi and its plugins, and our own parts. */
const fingerprint = async (): Promise<string> => {
  const files = [...(await filesIn(SOURCES)), ...(await filesIn(PLUGINS)).filter(isOfPanel)];
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', ...files.sort()]) {
    hash.update(await readFile(file)).update('\0');
  }
  return hash.digest('hex');
};

/**
 * Builds the admin panel, and remembers from what.
 *
 * @throws {UsageError} when the build fails; its own output says why
 */
export const buildAdminPanel = async (): Promise<void> => {
  const current = await fingerprint();
  const build = spawn(path.join('node_modules', '.bin', 'strapi'), ['build'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(build, 'exit')) as [number | null];
  if (code !== 0) throw new UsageError('The admin panel could not be built. See above.');
  await writeFile(STAMP, current);
};

/**
 * Builds the admin panel when it has not been built yet, or from other sources.
 *
 * @throws {UsageError} when the build fails; its own output says why
 */
export const ensureAdminPanel = async (): Promise<void> => {
  const built = await readFile(STAMP, 'utf8').catch(() => undefined);
  if (built === (await fingerprint())) return;

  console.log('Building the admin panel, which takes a minute the first time …');
  await buildAdminPanel();
};
