/** `npm run media:check`: compares the media library with what is stored, and repairs on request. */
import { parseArgs } from 'node:util';
import { environment } from '../../config/environment';
import { checkStorage, repairStorage, type StorageReport } from '../storage/check';
import { loadApplication } from './application';
import { runCommand, UsageError } from './command';

const USAGE = 'Usage: npm run media:check -- [--fix [--force]] [--min-age <minutes>]';

const DEFAULT_MIN_AGE_MINUTES = 60;
const MINUTE_MS = 60_000;

const readArguments = (args: string[]) => {
  try {
    const { values } = parseArgs({
      args,
      options: {
        fix: { type: 'boolean', default: false },
        force: { type: 'boolean', default: false },
        'min-age': { type: 'string' },
      },
    });
    const minutes = Number(values['min-age'] ?? DEFAULT_MIN_AGE_MINUTES);
    if (!(minutes >= 0)) throw new Error(`--min-age must be a number of minutes.`);
    return { fix: values.fix, force: values.force, minAgeMs: minutes * MINUTE_MS };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)} ${USAGE}`);
  }
};

const place = ({ bucket, key }: { bucket: string; key: string }): string =>
  bucket ? `${bucket}/${key}` : key;

const formatReport = (report: StorageReport): string => {
  const { objects, expected, withoutRow, withoutObject, unreadable, due } = report;
  return [
    `${objects} objects found, ${expected} expected by the media library.`,
    ...withoutRow.map((object) => `  without a file: ${place(object)}`),
    ...due.map((object) => `  still to be deleted: ${place(object)}`),
    ...withoutObject.map(
      (object) =>
        `  missing: ${place(object)} of file ${object.fileId}, "${object.fileName}". Replace or delete the file in the media library.`,
    ),
    ...unreadable.map(
      (object) =>
        `  cannot be looked up: ${place(object)} of file ${object.fileId}, "${object.fileName}". Let the credentials read and list there.`,
    ),
  ].join('\n');
};

/** A wrong DATABASE_URL or bucket makes all pictures of another catalogue look like leftovers. */
const assertOwnStorage = ({ owned, withoutRow }: StorageReport): void => {
  if (owned > 0 || withoutRow.length === 0) return;
  throw new UsageError(
    'Nothing was deleted: not one of the objects belongs to this media library. Check DATABASE_URL and where files are kept. If they are right, add --force.',
  );
};

runCommand(async () => {
  const { fix, force, minAgeMs } = readArguments(process.argv.slice(2));
  process.env.LOG_LEVEL ??= 'warn';
  environment();
  const strapi = await loadApplication();
  try {
    const report = await checkStorage(strapi, { minAgeMs });
    console.log(formatReport(report));
    if (fix && !force) assertOwnStorage(report);
    const { deleted, failed } = fix
      ? await repairStorage(strapi, report)
      : { deleted: [], failed: [] };
    if (fix)
      console.log(`${deleted.length} ${deleted.length === 1 ? 'object' : 'objects'} deleted.`);
    for (const { object, reason } of failed) {
      console.log(`  not deleted: ${place(object)}: ${reason}`);
    }

    const toDelete = report.withoutRow.length + report.due.length;
    const unsettled = report.withoutObject.length + report.unreadable.length;
    const isWell = unsettled + (fix ? failed.length : toDelete) === 0;
    if (isWell) console.log('Nothing is wrong.');
    else process.exitCode = 1;
    if (!fix && toDelete > 0) console.log('Run it with --fix to delete what no file has.');
  } finally {
    await strapi.destroy();
  }
});
