import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findLocalPlugins } from '../../src/extending/local-plugins';

let folder: string;

const addPlugin = async (name: string): Promise<void> => {
  await mkdir(path.join(folder, name));
  await writeFile(path.join(folder, name, 'package.json'), '{}');
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reelbase-plugins-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('local plugins', () => {
  it('are the folders, whatever else lies beside them', async () => {
    await addPlugin('tagline');
    await addPlugin('a-2nd-one');
    await writeFile(path.join(folder, 'README.md'), '');
    await mkdir(path.join(folder, '.cache'));

    expect(findLocalPlugins(folder)).toEqual({
      'a-2nd-one': { enabled: true, resolve: path.join(folder, 'a-2nd-one') },
      tagline: { enabled: true, resolve: path.join(folder, 'tagline') },
    });
  });

  it('are none where there is no folder, or nothing in it', () => {
    expect(findLocalPlugins(folder)).toEqual({});
    expect(findLocalPlugins(path.join(folder, 'missing'))).toEqual({});
  });

  it.each(['Tagline', 'my_plugin', '9lives', 'übung', 'with space'])(
    'cannot be named "%s"',
    async (name) => {
      await addPlugin(name);
      expect(() => findLocalPlugins(folder)).toThrow(
        `src/plugins/${name} cannot be loaded: a plugin is named in lower-case letters`,
      );
    },
  );

  it.each(['upload', 'users-permissions', 'graphql'])(
    'do not take the place of %s',
    async (name) => {
      await addPlugin(name);
      expect(() => findLocalPlugins(folder)).toThrow(/there is a plugin of this name already/);
    },
  );

  it('say what they lack', async () => {
    await mkdir(path.join(folder, 'tagline'));
    expect(() => findLocalPlugins(folder)).toThrow(
      'src/plugins/tagline cannot be loaded: a plugin has a package.json in its folder, with "strapi": {"kind": "plugin", "name": "tagline"} at least. Add one.',
    );
  });
});
