/**
 * Compiles the application into `dist`, when its sources have changed since the last time.
 *
 * Neither `tsc` nor Strapi removes what was compiled from a file that is gone, and Strapi loads
 * every content type and route it finds in `dist`. So a change clears it first; only the admin panel
 * (`dist/build`) stays. With `--for-types` it compiles without checking. Plain JavaScript, because it runs before anything is compiled.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const DIST = 'dist';
const STAMP = path.join(DIST, '.compiled');
const SOURCES = ['config', 'src', 'database', 'types', 'tsconfig.json', 'package-lock.json'];

const filesOf = (source) =>
  statSync(source).isFile()
    ? [source]
    : readdirSync(source, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));

const fingerprint = () => {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesOf).sort()) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest('hex');
};

const lastFingerprint = () => {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch {
    return undefined;
  }
};

const findCompiler = () => {
  try {
    return createRequire(import.meta.url).resolve('typescript/bin/tsc');
  } catch {
    console.error('The packages are not installed. Run npm ci first.');
    process.exit(1);
  }
};

const clear = () => {
  mkdirSync(DIST, { recursive: true });
  for (const name of readdirSync(DIST).filter((entry) => entry !== 'build')) {
    rmSync(path.join(DIST, name), { recursive: true });
  }
};

// Not among what a command writes: that may be JSON for another program.
const announce = () => console.error('Compiling …');

if (process.argv.includes('--for-types')) {
  // Code may name a new content type before its types are there; they are generated from this.
  announce();
  clear();
  spawnSync(process.execPath, [findCompiler(), '--noEmitOnError', 'false', '--noCheck']);
  process.exit();
}

const current = fingerprint();
if (lastFingerprint() !== current) {
  announce();
  clear();
  const { status } = spawnSync(process.execPath, [findCompiler()], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(STAMP, current);
}
