import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { afterSchemaSync, type Connection } from '../strapi-services';
import { withoutBlocking } from './without-blocking';

export { failWithTheCommit } from './failed-commits';
export { readWithoutTransactions } from './reads-without-transaction';
export { type Ask, StatementTimeoutError, withinTime } from './statement-timeout';

/** Any number that nothing else locks: it keeps servers that start together from colliding. */
const CONSTRAINTS_LOCK = 7_335_203;

const readSqlFiles = async (folder: string): Promise<string[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
};

/** Changes with the files, and with what Strapi has made of the content types. */
const fingerprint = async (files: string[], trx: Connection): Promise<string> => {
  const { rows } = await trx.raw<{ rows: { hash: string }[] }>(
    'SELECT hash FROM strapi_database_schema ORDER BY time DESC LIMIT 1',
  );
  const hash = createHash('sha256');
  for (const part of [...files, rows[0]?.hash ?? '']) hash.update(part).update('\0');
  return hash.digest('hex');
};

const isApplied = async (wanted: string, trx: Connection): Promise<boolean> => {
  await trx.raw('CREATE TABLE IF NOT EXISTS applied_constraints (fingerprint text NOT NULL)');
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    'SELECT 1 FROM applied_constraints WHERE fingerprint = ?',
    [wanted],
  );
  return rows.length > 0;
};

const noteApplied = async (applied: string, trx: Connection): Promise<void> => {
  await trx.raw('DELETE FROM applied_constraints');
  await trx.raw('INSERT INTO applied_constraints (fingerprint) VALUES (?)', [applied]);
};

/**
 * Runs every file of `database/constraints` after Strapi has synchronized its schema, in one
 * transaction, when the files or the schema have changed since they ran last. Strapi leaves alone
 * what it did not create, so constraints, triggers and indexes stay; the files are idempotent.
 *
 * Not at each boot: they lock tables that other servers may be writing to.
 */
export const applyConstraints = (strapi: Core.Strapi): void => {
  afterSchemaSync(strapi).register(async () => {
    const files = await readSqlFiles(path.join(strapi.dirs.app.root, 'database', 'constraints'));
    await withoutBlocking(strapi, async (trx, limitWaiting) => {
      await trx.raw('SELECT pg_advisory_xact_lock(?)', [CONSTRAINTS_LOCK]);
      const wanted = await fingerprint(files, trx);
      if (await isApplied(wanted, trx)) return;
      await limitWaiting();
      for (const sql of files) await trx.raw(sql);
      await noteApplied(wanted, trx);
    });
  });
};
