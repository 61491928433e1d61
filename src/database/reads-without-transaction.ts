import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';

const READS = new Set(['findMany', 'findFirst', 'findOne', 'count']);

interface Database {
  inTransaction: () => boolean;
  transaction: (callback?: (handle?: unknown) => Promise<unknown>) => Promise<unknown>;
}

/**
 * Lets the document service read without a transaction of its own, which takes two more statements for
 * each list and each count. Nothing is lost: on PostgreSQL's level "read committed", each statement sees
 * a snapshot of its own anyway. What reads within a transaction stays in it.
 */
export const readWithoutTransactions = (strapi: Core.Strapi): void => {
  const database = strapi.db as unknown as Database;
  const transaction = database.transaction.bind(database);
  /** Set for the one transaction that the document service is about to begin for a read. */
  const reads = new AsyncLocalStorage<{ begins: boolean }>();

  database.transaction = async (callback) => {
    const read = reads.getStore();
    if (!callback || !read?.begins || database.inTransaction()) return transaction(callback);
    read.begins = false;
    return callback();
  };

  strapi.documents.use((context, next) =>
    READS.has(context.action) && !database.inTransaction()
      ? reads.run({ begins: true }, next)
      : next(),
  );
};
