import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Connection } from '../strapi-services';

/** PostgreSQL has ended a statement, because it took longer than it may. */
const QUERY_CANCELED = '57014';

/** A question to the database that was given up. Each feature says in a class of its own what to do. */
export abstract class StatementTimeoutError extends errors.ApplicationError<string> {
  readonly status = 503;
}

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === QUERY_CANCELED;

/**
 * Reads in a transaction whose statements are ended when one of them takes too long.
 *
 * @param timeoutMs for each statement, in milliseconds
 * @param givenUp the error to throw then
 */
export const withinTime = async <Result>(
  strapi: Core.Strapi,
  timeoutMs: number,
  givenUp: (timeoutMs: number) => StatementTimeoutError,
  read: (trx: Connection) => Promise<Result>,
): Promise<Result> => {
  try {
    return await strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
      await trx.raw(`SET LOCAL statement_timeout = ${timeoutMs}`);
      return read(trx);
    });
  } catch (error) {
    throw isTimeout(error) ? givenUp(timeoutMs) : error;
  }
};
