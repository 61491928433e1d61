import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { importDefault } from '@strapi/utils';

/** What a file says that stands in the folder of an API or a plugin. */
export interface FileBeside<Content> {
  /** Relative to the project, for messages, e.g. `src/api/award/permissions.ts`. */
  path: string;
  /** Strapi's name for what is in the folder, e.g. `api::award`. */
  namespace: string;
  /** The name of the folder. */
  name: string;
  /** Its default export. */
  content: Content;
}

const foldersOf = (parent: string): string[] =>
  existsSync(parent)
    ? readdirSync(parent, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort()
    : [];

/**
 * The files of one name in the folders of `src/api` and `src/plugins`: what a type or a plugin tells
 * the project is found where it stands, and listed nowhere.
 *
 * @param fileName without its extension, e.g. `permissions`
 * @throws {Error} when Strapi knows the folder by another name
 */
export const filesBeside = <Content>(
  strapi: Core.Strapi,
  fileName: string,
): FileBeside<Content>[] => {
  const places = [
    { folder: 'api', parent: strapi.dirs.dist.api, known: strapi.apis },
    {
      folder: 'plugins',
      parent: path.join(strapi.dirs.dist.src, 'plugins'),
      known: strapi.plugins,
    },
  ];
  return places.flatMap(({ folder, parent, known }) =>
    foldersOf(parent).flatMap((name) => {
      const file = path.join(parent, name, `${fileName}.js`);
      if (!existsSync(file)) return [];
      const shown = `src/${folder}/${name}/${fileName}.ts`;
      if (!(name in known)) {
        throw new Error(
          `${shown} belongs to nothing that Strapi knows. Name the folder in lower-case letters, with hyphens between words, and see that it has a type, or a strapi-server.ts.`,
        );
      }
      const namespace = `${folder === 'api' ? 'api' : 'plugin'}::${name}`;
      return [{ path: shown, namespace, name, content: importDefault(file) as Content }];
    }),
  );
};
