import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { strapi } from '../harness';

const PROJECT = path.resolve(__dirname, '..', '..');

/**
 * What `strapi ts:generate-types` does, with the application that the tests have compiled and into a
 * folder of choice. A process of its own, because the generator imports an ES module, which Jest's
 * sandbox cannot.
 */
const GENERATE = `
  const { createStrapi } = require('@strapi/strapi');
  const { generators } = require('@strapi/typescript-utils');
  const [distDir, pwd] = process.argv.slice(1);
  (async () => {
    const strapi = await createStrapi({ appDir: process.cwd(), distDir }).register();
    const artifacts = { contentTypes: true, components: true };
    await generators.generate({ strapi, pwd, artifacts, logger: { silent: true } });
    await strapi.destroy();
  })();
`;

describe('types/generated', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'reelbase-types-'));
    const args = ['-e', GENERATE, strapi().dirs.dist.root, folder];
    await promisify(execFile)(process.execPath, args, { cwd: PROJECT });
  });

  afterAll(() => rm(folder, { recursive: true }));

  it.each(['contentTypes.d.ts', 'components.d.ts'])(
    'has %s as the content types are now; if not, run "npm run types"',
    async (name) => {
      const file = path.join('types', 'generated', name);
      const [checkedIn, generated] = await Promise.all(
        [PROJECT, folder].map((root) => readFile(path.join(root, file), 'utf8')),
      );

      expect(checkedIn).toBe(generated);
    },
  );
});
