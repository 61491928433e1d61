import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stockFiles } from './files';
import { USER_SCHEMA } from './user-schema';

const PLUGINS = ['@strapi/strapi', '@strapi/plugin-users-permissions', '@strapi/plugin-graphql'];

/** The `schema.json` of each content type of the project, by its name. */
const readSchemas = async (project: string): Promise<Record<string, string>> => {
  const api = path.join(project, 'src', 'api');
  const schemas: Record<string, string> = {};
  for (const type of await readdir(api)) {
    const file = path.join(api, type, 'content-types', type, 'schema.json');
    // The search has routes and no type.
    const schema = await readFile(file, 'utf8').catch(() => undefined);
    if (schema) schemas[type] = schema;
  }
  return schemas;
};

/**
 * Writes the stock application: the project's content types, and nothing else of the project. It runs
 * with the packages of the project.
 *
 * @param project absolute path of the project
 * @param folder absolute path of a folder that is not there yet
 */
export const writeStockApp = async (project: string, folder: string): Promise<void> => {
  const dependencies = Object.fromEntries(PLUGINS.map((name) => [name, '*']));
  const schemas = await readSchemas(project);
  const files = stockFiles(schemas, JSON.stringify(USER_SCHEMA), dependencies);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  await symlink(path.join(project, 'node_modules'), path.join(folder, 'node_modules'));
};
