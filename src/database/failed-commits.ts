import type { Core } from '@strapi/strapi';
import type { Connection } from '../strapi-services';

type Commit = (value?: unknown) => Promise<unknown>;

/** A transaction of knex: what has become of it is told by `executionPromise` alone. */
interface Transactor {
  commit: Commit;
  executionPromise: Promise<unknown>;
}

const awaitOutcome = (trx: Transactor): void => {
  const commit = trx.commit.bind(trx);
  trx.commit = async (value) => {
    await commit(value);
    await trx.executionPromise;
  };
};

interface Handle {
  trx: Connection;
}

type Callback = (handle: Handle) => Promise<unknown>;

interface Database {
  inTransaction: () => boolean;
  transaction: (callback?: Callback) => Promise<unknown>;
}

/**
 * Lets transactions fail whose COMMIT fails: by a deferred constraint, a deadlock, or a connection that
 * is gone. Knex resolves its `commit()` all the same, Strapi waits for nothing else, and whoever wrote
 * would be told that it is stored.
 */
export const failWithTheCommit = (strapi: Core.Strapi): void => {
  const database = strapi.db as unknown as Database;
  const transaction = database.transaction.bind(database);

  database.transaction = async (callback) => {
    // One that is within another ends with it.
    if (database.inTransaction()) return transaction(callback);
    if (callback) {
      return transaction((handle) => {
        awaitOutcome(handle.trx as unknown as Transactor);
        return callback(handle);
      });
    }
    const begun = (await transaction()) as { get: () => Transactor };
    awaitOutcome(begun.get());
    return begun;
  };
};
