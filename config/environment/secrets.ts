import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { secretsSchema } from './schema';

const generate = (): Record<string, string> =>
  Object.fromEntries(
    Object.keys(secretsSchema.shape).map((name) => [
      name,
      Array.from({ length: name === 'APP_KEYS' ? 2 : 1 }, () =>
        randomBytes(24).toString('base64url'),
      ).join(','),
    ]),
  );

const isCode = (error: unknown, code: string): boolean =>
  (error as NodeJS.ErrnoException | null)?.code === code;

/** A file of an earlier version lacks the secrets that came after it. */
const withLaterOnes = (file: string, kept: Record<string, string>): Record<string, string> => {
  const names = Object.keys(secretsSchema.shape);
  if (names.every((name) => name in kept)) return kept;
  const completed = { ...generate(), ...kept };
  // Whole or not at all: half a file would keep every later start from its secrets.
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify(completed, null, 2)}\n`, { mode: 0o600 });
  renameSync(beside, file);
  return completed;
};

/**
 * The secrets of a development machine, by variable name. They are generated at the first call and
 * kept in `<dataDir>/secrets.json`, readable by the owner alone, so that sessions and tokens survive
 * a restart.
 *
 * @param dataDir absolute path of the data folder; created when it is missing
 * @throws when the folder cannot be written or the file is not JSON
 */
export const developmentSecrets = (dataDir: string): Record<string, string> => {
  const file = path.join(dataDir, 'secrets.json');
  mkdirSync(dataDir, { recursive: true });
  try {
    // `wx` lets one of two processes that start together win; both then read the same file.
    writeFileSync(file, `${JSON.stringify(generate(), null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  return withLaterOnes(file, JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
};
