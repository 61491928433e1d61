import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Core } from '@strapi/strapi';
import { environment } from '../../config/environment';
import { loadApplication } from './application';
import { runCommand, UsageError } from './command';

const fileIn = (args: string[], initial: string, usage: string): string => {
  try {
    const { positionals } = parseArgs({ args, allowPositionals: true });
    if (positionals.length > 1) throw new Error('There is more than one file.');
    return path.resolve(positionals[0] ?? initial);
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)} ${usage}`);
  }
};

/**
 * Runs a command that writes something of the application to a file.
 *
 * @param initial where to, from the current folder, unless the first argument names another file
 */
export const writeFromApplication = (
  { initial, usage }: { initial: string; usage: string },
  textOf: (strapi: Core.Strapi) => Promise<string> | string,
): void =>
  runCommand(async () => {
    const file = fileIn(process.argv.slice(2), initial, usage);
    process.env.LOG_LEVEL ??= 'warn';
    environment();
    const strapi = await loadApplication();
    try {
      const text = await textOf(strapi);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
      console.log(`${path.relative(process.cwd(), file)} is written.`);
    } finally {
      await strapi.destroy();
    }
  });
