import { existsSync, statSync } from 'node:fs';
import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type NewFile } from './files';
import { NewTypeError } from './names';

/**
 * Creates the folders of a path that are missing; gives them, the deepest first.
 *
 * @throws {NewTypeError} when one of them is a file
 */
const createFolders = async (root: string, folder: string): Promise<string[]> => {
  const missing: string[] = [];
  let at = path.join(root, folder);
  for (; !existsSync(at); at = path.dirname(at)) missing.push(at);
  if (!statSync(at).isDirectory()) {
    throw new NewTypeError(
      `${path.relative(root, at)} is a file, and has to be a folder. Move it elsewhere.`,
    );
  }
  await mkdir(path.join(root, folder), { recursive: true });
  return missing;
};

/**
 * Writes all files, or none: what was written goes again when one of them cannot be.
 *
 * @throws {NewTypeError} when one of them is there already, or a file is in the place of its folder
 */
export const writeAll = async (root: string, files: readonly NewFile[]): Promise<void> => {
  const there = files.find((file) => existsSync(path.join(root, file.path)));
  if (there) {
    throw new NewTypeError(`${there.path} is there already. Remove it, or choose another name.`);
  }
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const file of files) {
      const target = path.join(root, file.path);
      const folders = await createFolders(root, path.dirname(file.path));
      undo.unshift(...folders.map((folder) => () => rmdir(folder)));
      undo.unshift(() => rm(target, { force: true }));
      await writeFile(target, file.content, { flag: 'wx' });
    }
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
};
