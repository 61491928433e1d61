/** `npm run import -- <format> <file>`: brings a file of movies into the catalogue. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { environment } from '../../config/environment';
import { ADAPTERS, formatReport, importCatalogue } from '../importer';
import { loadApplication } from './application';
import { runCommand, UsageError } from './command';
import { createProgress } from './progress';

const formats = Object.keys(ADAPTERS).join(', ');

const readArguments = async ([format, file, ...rest]: string[]) => {
  if (!format || !file || rest.length > 0) {
    throw new UsageError(`Usage: npm run import -- <format> <file>. Formats: ${formats}.`);
  }
  const adapter = ADAPTERS[format];
  if (!adapter) throw new UsageError(`There is no format "${format}". Use one of: ${formats}.`);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) {
    throw new UsageError(
      `${path.resolve(file)} is ${found ? 'not a file' : 'not there'}. Name a file to import.`,
    );
  }
  return { adapter, file };
};

runCommand(async () => {
  const { adapter, file } = await readArguments(process.argv.slice(2));
  const fileName = path.basename(file);
  const total = await adapter.check(createReadStream(file), fileName);

  process.env.LOG_LEVEL ??= 'warn';
  environment();
  const strapi = await loadApplication();
  const progress = createProgress(total, 'movies');
  try {
    const report = await importCatalogue(strapi, adapter.read(createReadStream(file), fileName), {
      onProgress: progress.step,
    });
    progress.stop();
    console.log(formatReport(report));
  } finally {
    progress.stop();
    await strapi.destroy();
  }
});
