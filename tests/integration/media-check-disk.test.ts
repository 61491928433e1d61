import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sqlOn } from '../harness';
import { createOwnProject, type OwnProject } from '../harness/own-project';
import { createDatabase, databaseUrl, dropDatabase } from '../harness/server-process';
import { FOREIGN, ORPHAN, runMediaCheck } from './media-check-command';
import { SERVER_TIMEOUT_MS } from './storage-server';

const DATABASE = 'reelbase_media_check_disk_test';

jest.setTimeout(SERVER_TIMEOUT_MS);

let project: OwnProject;

const sql = <Row>(text: string, values: unknown[] = []) =>
  sqlOn(databaseUrl(DATABASE))<Row>(text, values);
const mediaCheck = (...args: string[]) =>
  runMediaCheck({ cwd: project.folder, database: DATABASE, env: {} }, ...args);

beforeAll(() => createDatabase(DATABASE));

afterAll(() => dropDatabase(DATABASE));

describe('media:check on the disk', () => {
  const filesIn = async () => (await readdir(project.uploads)).sort();
  const write = (name: string) => writeFile(path.join(project.uploads, name), 'an object');

  beforeAll(async () => {
    project = await createOwnProject();
    await write(ORPHAN);
    await write(FOREIGN);
  });

  afterAll(() => project.remove());

  it('reports an object without a row, unless it is young', async () => {
    expect((await mediaCheck()).output).not.toMatch(ORPHAN);
    const { code, output } = await mediaCheck('--min-age', '0');
    expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(ORPHAN) });
    expect(await filesIn()).toEqual([FOREIGN, ORPHAN].sort());
  });

  it('deletes nothing when nothing there is of this media library, unless forced', async () => {
    const { code, output } = await mediaCheck('--fix', '--min-age', '0');
    expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching('add --force') });
    expect(await filesIn()).toEqual([FOREIGN, ORPHAN].sort());

    const forced = await mediaCheck('--fix', '--force', '--min-age', '0');
    expect(forced).toEqual({ code: 0, output: expect.stringMatching('1 object deleted') });
    expect(await filesIn()).toEqual([FOREIGN]);
  });

  it('deletes with --fix what no file has, and nothing else', async () => {
    const hash = 'kept_0123456789';
    await write(`${hash}.png`);
    await write(ORPHAN);
    await sql(
      `INSERT INTO files (name, hash, ext, mime, provider, url, size)
       VALUES ('kept.png', $1, '.png', 'image/png', 'local', '/uploads/kept.png', 1)`,
      [hash],
    );
    const { code, output } = await mediaCheck('--fix', '--min-age', '0');

    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching('1 object deleted'),
    });
    expect(await filesIn()).toEqual([FOREIGN, `${hash}.png`].sort());
  });

  it('reports a row whose object is gone', async () => {
    await rm(path.join(project.uploads, 'kept_0123456789.png'));
    const { code, output } = await mediaCheck('--fix', '--min-age', '0');
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringMatching(/missing: kept_0123456789\.png of file \d+, "kept.png"/),
    });
  });
});

it('media:check refuses arguments that it does not know', async () => {
  const { code, output } = await runMediaCheck({ database: DATABASE, env: {} }, '--repair');
  expect({ code, output }).toEqual({
    code: 1,
    output: expect.stringMatching('Usage: npm run media:check'),
  });
});
