/** `npm run check:catalogue`: what the catalogue lacks, and whether a rule of it is broken. */
import { parseArgs } from 'node:util';
import { environment } from '../../config/environment';
import { type CatalogueCheck, checkCatalogue } from '../completeness';
import { loadApplication } from './application';
import { runCommand, UsageError } from './command';

const USAGE = 'Usage: npm run check:catalogue -- [--json]';

/** So that a script can tell a catalogue with a broken rule from a check that could not be made. */
const BROKEN_CODE = 1;
const FAILURE_CODE = 2;

const readArguments = (args: string[]): { json: boolean } => {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)} ${USAGE}`);
  }
};

const formatTable = ({ broken, lists }: CatalogueCheck): string => {
  const width = Math.max(...lists.map(({ name }) => name.length));
  return [
    ...lists.map(({ name, count }) => `${name.padEnd(width)}  ${String(count).padStart(7)}`),
    '',
    broken.count === 0
      ? 'Every published movie has what it needs.'
      : `${broken.count} published ${broken.count === 1 ? 'movie lacks' : 'movies lack'} what a published movie needs:`,
    ...broken.entries.map(
      ({ documentId, title, missing }) =>
        `  ${documentId}  "${title ?? ''}" lacks ${missing.join(', ')}`,
    ),
    ...(broken.count > broken.entries.length
      ? [`  and ${broken.count - broken.entries.length} more.`]
      : []),
    ...(broken.count > 0
      ? ['Nothing in Reelbase allows that: complete or unpublish them, and report it as a bug.']
      : []),
  ].join('\n');
};

runCommand(
  async () => {
    const { json } = readArguments(process.argv.slice(2));
    process.env.LOG_LEVEL ??= 'warn';
    environment();
    const strapi = await loadApplication();
    try {
      const check = await checkCatalogue(strapi);
      console.log(json ? JSON.stringify(check, null, 2) : formatTable(check));
      if (check.broken.count > 0) process.exitCode = BROKEN_CODE;
    } finally {
      await strapi.destroy();
    }
  },
  { failureCode: FAILURE_CODE },
);
