import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { createMovie, createPerson } from '../factories';
import { application, strapi } from '../harness';

const PROJECT = path.resolve(__dirname, '..', '..');
const EXAMPLES = path.join(PROJECT, 'examples', 'clients');
const run = promisify(execFile);

/** A copy of the examples beside generated types, as `npm run client` leaves them in the project. */
let folder: string;

const generate = async (): Promise<void> => {
  const document = path.join(folder, 'openapi.json');
  const command = path.join(strapi().dirs.dist.root, 'src', 'cli', 'openapi.js');
  await run(process.execPath, [command, document], { cwd: PROJECT });
  const generator = path.join(PROJECT, 'node_modules', '.bin', 'openapi-typescript');
  await run(generator, [document, '--output', path.join(folder, 'types', 'client', 'api.d.ts')]);
};

/** Compiles the examples. @throws what the compiler says, when it refuses them */
const compile = async (change: (source: string) => string = (source) => source): Promise<void> => {
  for (const name of ['openapi-fetch.ts', 'strapi-client.ts']) {
    const source = await readFile(path.join(EXAMPLES, name), 'utf8');
    await writeFile(path.join(folder, 'examples', 'clients', name), change(source));
  }
  const tsc = path.join(PROJECT, 'node_modules', '.bin', 'tsc');
  await run(tsc, ['-p', path.join(folder, 'examples', 'clients')]).catch((error: unknown) => {
    throw new Error((error as { stdout: string }).stdout);
  });
};

beforeAll(async () => {
  await mkdir(path.join(PROJECT, '.tmp'), { recursive: true });
  folder = await mkdtemp(path.join(PROJECT, '.tmp', 'clients-'));
  await mkdir(path.join(folder, 'examples', 'clients'), { recursive: true });
  await symlink(path.join(PROJECT, 'node_modules'), path.join(folder, 'node_modules'));
  for (const name of ['tsconfig.json', 'examples/clients/tsconfig.json']) {
    await writeFile(path.join(folder, name), await readFile(path.join(PROJECT, name)));
  }
  await generate();
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the example clients', () => {
  beforeAll(async () => {
    const director = await createPerson({ firstName: 'Fritz', lastName: 'Lang' });
    const films = { Metropolis: '1927-01-10', M: '1931-05-11', Fury: '1936-06-05' };
    for (const [title, releaseDate] of Object.entries(films)) {
      await createMovie({ title, releaseDate, director: director.documentId });
    }
    await compile();
  }, 120_000);

  it.each([
    ['openapi-fetch', 'Ada'],
    ['strapi-client', 'Grace'],
  ])(
    '%s lists, pages, searches, signs in, favorites, and changes a profile',
    async (name, firstName) => {
      const script = path.join(folder, '.tmp', 'clients', 'examples', 'clients', `${name}.js`);
      const { stdout } = await run(process.execPath, [script, application().url]);
      expect(stdout.trim().split('\n')).toEqual([
        'Movie: Metropolis, by Fritz Lang',
        'Movie: M, by Fritz Lang',
        'Page 2 has 1 movies',
        'Found: Metropolis',
        expect.stringMatching(/^Favorite: true, of [12]$/),
        'My favorites: Metropolis',
        `First name: ${firstName}`,
        'Avatar: image/png',
      ]);
    },
  );

  it.each([
    ['an attribute', '{ title, director } of', '{ titel, director } of', /'titel' does not exist/],
    ['a parameter', 'pageSize: 2', 'pagesize: 2', /'pagesize' does not exist/],
    [
      'a path',
      "api.GET('/api/movies'",
      "api.GET('/api/films'",
      /'"\/api\/films"' is not assignable/,
    ],
  ])(
    'does not compile with %s that the API does not have',
    async (_what, right, wrong, message) => {
      await expect(compile((source) => source.replace(right, wrong))).rejects.toThrow(message);
    },
    60_000,
  );
});
