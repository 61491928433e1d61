import { existsSync } from 'node:fs';
import { mkdir, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type NewFile } from './files';
import { NewTypeError } from './names';

/** Creates the folders of a path that are missing; gives them, the deepest first. */
const createFolders = async (folder: string): Promise<string[]> => {
  const missing: string[] = [];
  for (let at = folder; !existsSync(at); at = path.dirname(at)) missing.push(at);
  await mkdir(folder, { recursive: true });
  return missing;
};

/**
 * Writes all files, or none: what was written goes again when one of them cannot be.
 *
 * @throws {NewTypeError} when one of them is there already
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
      const folders = await createFolders(path.dirname(target));
      undo.unshift(...folders.map((folder) => () => rmdir(folder)));
      undo.unshift(() => rm(target, { force: true }));
      await writeFile(target, file.content, { flag: 'wx' });
    }
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
};
