import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createExtendedProject, type ExtendedProject } from '../harness/extended-project';

/** Compiling, linting and the tests of a project within a test. */
jest.setTimeout(10 * 60_000);

let project: ExtendedProject;

const newType = (...args: string[]) =>
  project.run([path.join('dist', 'src', 'cli', 'new-type.js'), ...args]);

const filesOf = async () => {
  const names = await Promise.all(
    ['src', 'docs', 'tests'].map((folder) =>
      readdir(path.join(project.folder, folder), { recursive: true }),
    ),
  );
  return names.flat().sort();
};

beforeAll(async () => {
  project = await createExtendedProject();
  await project.compile();
});

afterAll(() => project.remove());

describe('new:type refuses, and writes nothing:', () => {
  it.each([
    [[], /Usage: npm run new:type/],
    [['Award', '--colour', 'gold'], /Usage: npm run new:type/],
    [['9'], /"9" cannot be the name/],
    [['../x'], /"..\/x" cannot be the name/],
    [['Äward'], /"Äward" cannot be the name/],
    [['a'.repeat(41)], /longer than 40 characters/],
    [['User'], /"User" cannot be the name.*has something of this name already/],
    [['constructor'], /"constructor" cannot be the name/],
    [['Movie'], /"movie" is taken: there is a type movie \(movies\)/],
    [['WebhookDelivery'], /its table would be webhook_deliveries.*Choose another name/],
    [['MovieInput'], /GraphQL has "MovieInput" already/],
    [['Human', '--plural', 'people'], /"people" is taken.*another plural with --plural/],
    [['Sheep'], /is its own plural.*--plural/],
    [['Award', 'id:string'], /"id" means something else already/],
    [['Award', 'Name:string'], /a small letter first/],
    [['Award', 'name:strin'], /the kind is one of string, text/],
    [['Award', 'name:string', 'name:text'], /two attributes "name"/],
    [['Award', 'movie:relation:film'], /there is no type "film"; there are .*movie/],
    [['Award', 'not:string'], /"not" combines filters in GraphQL/],
    [['Award', 'result:enumeration:'], /name the values of the enumeration/],
  ])('%p', async (args, message) => {
    const before = await filesOf();
    expect(await newType(...args)).toEqual({ code: 1, output: expect.stringMatching(message) });
    expect(await filesOf()).toEqual(before);
  });

  it('when one of its files is there already', async () => {
    const page = path.join(project.folder, 'docs', 'types', 'prize.md');
    await mkdir(path.dirname(page), { recursive: true });
    await writeFile(page, 'mine');
    const before = await filesOf();

    const { code, output } = await newType('Prize');
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringMatching('docs/types/prize.md is there already'),
    });
    expect(await filesOf()).toEqual(before);
    expect(await readFile(page, 'utf8')).toBe('mine');
  });
});

describe('new:type writes a type', () => {
  beforeAll(async () => {
    const written = [
      await newType('Award', 'name:string!', 'year:integer', 'movie:relation:movie!'),
      // Of a type that was written before, and without any attribute that a test has to wait for.
      await newType('FilmCritic', 'role:enumeration:staff,guest!', 'awards:relation:award[]!'),
      await newType('Aircraft', '--plural', 'aircraft-fleet'),
    ];
    expect(written).toEqual(written.map(({ output }) => ({ code: 0, output })));
    await project.generateTypes();
  });

  it('that compiles, with its test', async () => {
    await project.compile();
    const checked = await project.run(['node_modules/.bin/tsc', '--noEmit', '-p', 'tests']);
    expect(checked).toEqual({ code: 0, output: '' });
  });

  it('that is linted and formatted as the project is', async () => {
    const files = ['award', 'film-critic', 'aircraft'].flatMap((name) => [
      `src/api/${name}/permissions.ts`,
      `tests/integration/${name}.test.ts`,
      `tests/integration/audiences/${name}.ts`,
    ]);
    const linted = await project.run(['node_modules/.bin/eslint', ...files]);
    expect(linted).toEqual({ code: 0, output: '' });
    const pages = ['award', 'film-critic', 'aircraft'].flatMap((name) => [
      `docs/types/${name}.md`,
      `src/api/${name}`,
    ]);
    const formatted = await project.run([
      'node_modules/.bin/prettier',
      '--check',
      ...files,
      ...pages,
    ]);
    expect(formatted).toEqual({ code: 0, output: expect.stringMatching('All matched files') });
  });

  it('whose own test passes, and the one of who may do what', async () => {
    const { code, output } = await project.run(
      [
        'node_modules/.bin/jest',
        '--selectProjects=integration',
        '--testPathPatterns=integration/(award|film-critic|aircraft|permissions-endpoints)',
        '--testNamePattern=awards|film-critics|aircraft|Award|FilmCritic|Aircraft|tables',
      ],
      { HOME: process.env.HOME },
    );
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching('Test Suites: 4 passed, 4 total'),
    });
  });
});
