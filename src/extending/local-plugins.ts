import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { strings } from '@strapi/utils';

/** What Strapi and this project bring; a folder of that name would take its place. */
const TAKEN = new Set([
  'admin',
  'content-manager',
  'content-releases',
  'content-type-builder',
  'email',
  'graphql',
  'i18n',
  'review-workflows',
  'upload',
  'users-permissions',
]);

/** How a plugin is named in `config/plugins.ts`. */
export interface PluginDeclaration {
  enabled: true;
  /** Its folder. */
  resolve: string;
}

const problemOf = (folder: string, name: string): string | undefined => {
  if (!strings.isKebabCase(name)) {
    return 'a plugin is named in lower-case letters and digits, with hyphens between words, as in "movie-of-the-day". Rename the folder';
  }
  if (TAKEN.has(name)) return 'there is a plugin of this name already. Rename the folder';
  if (!existsSync(path.join(folder, name, 'package.json'))) {
    return `a plugin has a package.json in its folder, with "strapi": {"kind": "plugin", "name": "${name}"} at least. Add one`;
  }
  return undefined;
};

/**
 * The plugins in a folder, each in a folder of its own, as Strapi wants them declared: a developer adds
 * a folder, and lists it nowhere. None when there is no such folder.
 *
 * @param folder of the sources for the build of the admin panel, of what is compiled for the server
 * @throws {Error} that names a folder which cannot be a plugin, and says why
 */
export const findLocalPlugins = (folder: string): Record<string, PluginDeclaration> => {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
  for (const name of names) {
    const problem = problemOf(folder, name);
    if (problem) throw new Error(`src/plugins/${name} cannot be loaded: ${problem}.`);
  }
  return Object.fromEntries(
    names.map((name) => [name, { enabled: true, resolve: path.join(folder, name) }]),
  );
};
