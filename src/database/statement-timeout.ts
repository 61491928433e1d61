import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Connection } from '../strapi-services';
import { takeTurns, type Turns } from './turns';

/** PostgreSQL has ended a statement, because it took longer than it may. */
const QUERY_CANCELED = '57014';

/** What visitors can make slow has this part of the connections, so that the rest goes on. */
const PART_OF_THE_POOL = 1 / 3;

/** About what one connection gets done within the second that is there for it. */
const LONGEST_QUEUE_PER_CONNECTION = 100;

/** Of the whole time: it may pass before the database is told how little is left. */
const UNTOLD_PART = 1 / 10;

/** A question to the database that was given up. Each feature says in a class of its own what to do. */
export abstract class StatementTimeoutError extends errors.ApplicationError<string> {
  readonly status = 503;
}

/** Asks the database, as long as there is time. */
export type Ask = <Result>(statement: (trx: Connection) => Promise<Result>) => Promise<Result>;

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === QUERY_CANCELED;

const turns = new WeakMap<Core.Strapi, Turns>();

const turnsOf = (strapi: Core.Strapi): Turns => {
  const known = turns.get(strapi);
  if (known) return known;
  const connections = strapi.config.get<number>('database.connection.pool.max');
  const places = Math.max(1, Math.floor(connections * PART_OF_THE_POOL));
  const made = takeTurns(places, places * LONGEST_QUEUE_PER_CONNECTION);
  turns.set(strapi, made);
  return made;
};

/** Ends all statements of a transaction at one time; fast ones take no round trip for that but the first. */
const askUntil = (
  trx: Connection,
  deadline: number,
  timeoutMs: number,
  givenUp: () => StatementTimeoutError,
): Ask => {
  let told = Infinity;
  return async (statement) => {
    // To PostgreSQL, 0 is no limit.
    const left = Math.ceil(deadline - performance.now());
    if (left <= 0) throw givenUp();
    if (told - left > timeoutMs * UNTOLD_PART) {
      await trx.raw(`SET LOCAL statement_timeout = ${left}`);
      told = left;
    }
    return statement(trx);
  };
};

/**
 * Reads in a transaction that is given up when its time is over, also while it waits for its turn: all
 * such reads together have a third of the connections. A client that goes away leaves a read that ends
 * then as well.
 *
 * @param timeoutMs for all of it, in milliseconds; the last statement may take a tenth of it more
 * @param givenUp the error to throw then, and at once when too many wait already
 */
export const withinTime = async <Result>(
  strapi: Core.Strapi,
  timeoutMs: number,
  givenUp: (timeoutMs: number) => StatementTimeoutError,
  read: (ask: Ask) => Promise<Result>,
): Promise<Result> => {
  const deadline = performance.now() + timeoutMs;
  const end = await turnsOf(strapi).next(timeoutMs);
  if (!end) throw givenUp(timeoutMs);
  try {
    return await strapi.db.transaction(({ trx }: { trx: Connection }) =>
      read(askUntil(trx, deadline, timeoutMs, () => givenUp(timeoutMs))),
    );
  } catch (error) {
    throw isTimeout(error) ? givenUp(timeoutMs) : error;
  } finally {
    end();
  }
};
