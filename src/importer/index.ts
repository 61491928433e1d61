import type { Core } from '@strapi/strapi';
import { announce } from '../events';
import type { Connection } from '../strapi-services';
import type { MovieRecord } from './records';
import { createReport, type ImportReport } from './report';
import { createCatalogueWriter } from './writer';

export { ADAPTERS, type Adapter } from './adapters';
export { addImportFormat, importFormats, type ReadMovies } from './formats';
export { found, ImportFormatError } from './import-format-error';
export { formatReport, type ImportReport } from './report';
export type { CharacterRecord, ImageRecord, MovieRecord, PersonRecord } from './records';

export interface ImportOptions {
  /** Called with the number of records done since the last call. */
  onProgress?: (records: number) => void;
}

const BATCH_SIZE = 500;

async function* inBatches(
  records: Iterable<MovieRecord> | AsyncIterable<MovieRecord>,
): AsyncGenerator<MovieRecord[]> {
  let batch: MovieRecord[] = [];
  for await (const record of records) {
    batch.push(record);
    if (batch.length === BATCH_SIZE) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** One event for all of it; a file with nothing new is none. */
const tellOf = async (strapi: Core.Strapi, report: ImportReport): Promise<void> => {
  const { created, published, drafts, skipped } = report;
  if (created === 0) return;
  await announce(strapi, 'catalogue.imported', { created, published, drafts, skipped });
};

/**
 * Stores records in one transaction: all of them, or none when it is interrupted or fails. Movies
 * that are complete are published, the others stay drafts; movies that the catalogue has already are
 * left alone, so running an import twice changes nothing.
 */
export const importCatalogue = async (
  strapi: Core.Strapi,
  records: Iterable<MovieRecord> | AsyncIterable<MovieRecord>,
  { onProgress }: ImportOptions = {},
): Promise<ImportReport> => {
  const report = await strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
    const writer = await createCatalogueWriter(strapi, trx);
    const collected = createReport();
    for await (const batch of inBatches(records)) {
      const outcomes = await writer.write(batch);
      outcomes.forEach((outcome, position) => {
        const record = batch[position];
        if (record) collected.add(record, outcome);
      });
      onProgress?.(batch.length);
    }
    const done = collected.done();
    await tellOf(strapi, done);
    return done;
  });
  // PostgreSQL plans badly for tables that have grown since it last looked.
  if (report.created > 0) await strapi.db.connection.raw('ANALYZE');
  return report;
};
