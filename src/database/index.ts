import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { afterSchemaSync, type Connection } from '../strapi-services';

/** Any number that nothing else locks: it keeps servers that start together from colliding. */
const CONSTRAINTS_LOCK = 7_335_203;

const readSqlFiles = async (folder: string): Promise<string[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
};

/**
 * Runs every file of `database/constraints` after Strapi has synchronized its schema, at each boot,
 * in one transaction. Strapi leaves alone what it did not create, so constraints, triggers and
 * indexes stay; the files are idempotent.
 */
export const applyConstraints = (strapi: Core.Strapi): void => {
  afterSchemaSync(strapi).register(async () => {
    const files = await readSqlFiles(path.join(strapi.dirs.app.root, 'database', 'constraints'));
    await strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
      await trx.raw('SELECT pg_advisory_xact_lock(?)', [CONSTRAINTS_LOCK]);
      for (const sql of files) await trx.raw(sql);
    });
  });
};
