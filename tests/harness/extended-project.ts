import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROJECT = path.resolve(__dirname, '..', '..');
const EXAMPLES = path.join(PROJECT, 'examples', 'extensions');

/** What a developer adds files to, or what is written there. */
const COPIED = ['config', 'database', 'docs', 'src', 'tests', 'types'];

/** What commands and tests read. */
const READ = ['package.json', 'schema.graphql', 'bench'];

/** Configuration that names its own folder's files, so it has to be in the folder. */
const CONFIGURATION = [
  'tsconfig.json',
  'package-lock.json',
  'jest.config.js',
  'eslint.config.mjs',
  '.prettierrc.json',
];

/** Types are generated from what is registered; nobody connects. */
const NO_DATABASE = { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' };

export interface CommandResult {
  code: number;
  output: string;
}

/** A copy of the project that can be added to. */
export interface ExtendedProject {
  folder: string;
  dist: string;
  /** Runs a program of Node.js in it, with nothing but this environment. */
  run: (args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<CommandResult>;
  /** Compiles it, as every npm command does first. @throws with what the compiler says */
  compile: () => Promise<void>;
  /** Does what `npm run types` does. */
  generateTypes: () => Promise<void>;
  remove: () => Promise<void>;
}

/** All examples of `examples/extensions`. */
export const exampleNames = async (): Promise<string[]> =>
  (await readdir(EXAMPLES, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const runIn =
  (folder: string): ExtendedProject['run'] =>
  (args, env = {}) =>
    new Promise((resolve) => {
      execFile(
        process.execPath,
        args,
        { cwd: folder, env: { PATH: process.env.PATH, ...env } },
        (error, stdout, stderr) =>
          resolve({
            code: typeof error?.code === 'number' ? error.code : error ? 1 : 0,
            output: stdout + stderr,
          }),
      );
    });

/**
 * The project in a temporary folder of its own, with examples copied into it as `docs/extending.md`
 * says: what is added, compiled and run there leaves no trace in this one.
 */
export const createExtendedProject = async (
  examples: readonly string[] = [],
): Promise<ExtendedProject> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'reelbase-extended-'));
  // As root, PostgreSQL runs as another user, who has to reach its data.
  await chmod(folder, 0o755);
  for (const entry of [...COPIED, ...READ, ...CONFIGURATION]) {
    await cp(path.join(PROJECT, entry), path.join(folder, entry), { recursive: true });
  }
  await symlink(path.join(PROJECT, 'node_modules'), path.join(folder, 'node_modules'));
  await mkdir(path.join(folder, 'public', 'uploads'), { recursive: true });
  for (const example of examples) {
    await cp(path.join(EXAMPLES, example), folder, { recursive: true });
  }
  const run = runIn(folder);
  const succeed = async (what: string, args: string[], env: NodeJS.ProcessEnv = {}) => {
    const { code, output } = await run(args, env);
    if (code !== 0) throw new Error(`${what} fails in ${folder}:\n${output}`);
  };
  return {
    folder,
    dist: path.join(folder, 'dist'),
    run,
    compile: () => succeed('Compiling', ['src/cli/compile.mjs']),
    generateTypes: async () => {
      await succeed('Compiling', ['src/cli/compile.mjs', '--for-types']);
      await succeed('strapi', ['node_modules/.bin/strapi', 'ts:generate-types'], NO_DATABASE);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
