import { AsyncLocalStorage } from 'node:async_hooks';
import { types } from 'node:util';
import type { Core } from '@strapi/strapi';
import { isRead } from '../strapi-services/document-actions';

interface Database {
  inTransaction: () => boolean;
  transaction: (callback?: Callback) => Promise<unknown>;
}

type Callback = (handle?: unknown) => Promise<unknown>;

/**
 * Whether this is what the document service runs in a transaction, and not a transaction that a rule of
 * somebody's own begins around a read: `wrapInTransaction` of @strapi/core passes a plain function that
 * takes no handle.
 */
const isOfDocumentService = (callback: Callback): boolean =>
  callback.length === 0 && !types.isAsyncFunction(callback);

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
    if (!callback || !read?.begins || database.inTransaction() || !isOfDocumentService(callback)) {
      return transaction(callback);
    }
    read.begins = false;
    return callback();
  };

  strapi.documents.use((context, next) =>
    isRead(context.action) && !database.inTransaction()
      ? reads.run({ begins: true }, next)
      : // What is written while something is read keeps its transaction.
        reads.exit(next),
  );
};
