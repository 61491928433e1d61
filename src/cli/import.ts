/** `npm run import -- <format> <file>`: brings a file of movies into the catalogue. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { environment } from '../../config/environment';
import { type Adapter, formatReport, importCatalogue, importFormats } from '../importer';
import { loadApplication } from './application';
import { runCommand, UsageError } from './command';
import { createProgress } from './progress';

const readArguments = async ([format, file, ...rest]: string[]) => {
  if (!format || !file || rest.length > 0) {
    throw new UsageError('Usage: npm run import -- <format> <file>, e.g. csv movies.csv');
  }
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) {
    throw new UsageError(
      `${path.resolve(file)} is ${found ? 'not a file' : 'not there'}. Name a file to import.`,
    );
  }
  return { format, file };
};

const adapterOf = (strapi: Core.Strapi, format: string): Adapter => {
  const formats = importFormats(strapi);
  const adapter = formats[format];
  if (adapter) return adapter;
  const known = Object.keys(formats).join(', ');
  throw new UsageError(`There is no format "${format}". Use one of: ${known}.`);
};

const runImport = async (strapi: Core.Strapi, format: string, file: string): Promise<void> => {
  const adapter = adapterOf(strapi, format);
  const fileName = path.basename(file);
  const total = await adapter.check(createReadStream(file), fileName);
  const progress = createProgress(total, 'movies');
  try {
    const report = await importCatalogue(strapi, adapter.read(createReadStream(file), fileName), {
      onProgress: progress.step,
    });
    progress.stop();
    console.log(formatReport(report));
  } finally {
    progress.stop();
  }
};

runCommand(async () => {
  const { format, file } = await readArguments(process.argv.slice(2));
  process.env.LOG_LEVEL ??= 'warn';
  environment();
  // First of all: plugins bring formats.
  const strapi = await loadApplication();
  try {
    await runImport(strapi, format, file);
  } finally {
    await strapi.destroy();
  }
});
