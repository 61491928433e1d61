import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generators } from '@strapi/typescript-utils';
import { strapi } from '../harness';

const PROJECT = path.resolve(__dirname, '..', '..');

describe('types/generated', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'reelbase-types-'));
    await generators.generate({
      strapi: strapi(),
      pwd: folder,
      logger: { silent: true },
      artifacts: { contentTypes: true, components: true },
    });
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
