import type { Core } from '@strapi/strapi';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Budget } from '../../config/environment/schema';
import type { BudgetName } from './budgets';

/** Created by database/constraints/04-rate-limits.sql. */
export const TABLE = 'rate_limits';

/** So many exhausted keys are remembered at most, for each budget; then they are asked for anew. */
const MAX_REMEMBERED = 900;

/** Counts, in the database, what is used of one budget. */
export interface Counter {
  /**
   * Uses one point. What is refused is counted too, but does not prolong the wait.
   *
   * @returns how long to wait for the next point, in milliseconds; 0 when there was one left
   * @throws when the database cannot be reached
   */
  use: (key: string) => Promise<number>;
  /** Forgets what was used. */
  forget: (key: string) => Promise<void>;
}

/**
 * A key that has no points left is remembered by this process until its window ends, so that a flood
 * costs no statements. Not so for accounts: their points come back before that, after a login which
 * another process may have answered.
 */
const isRemembered = (name: BudgetName): boolean => name !== 'loginAccount';

/** A counter of this budget. All processes on one database count together. */
export const createCounter = (strapi: Core.Strapi, name: BudgetName, budget: Budget): Counter => {
  const store = new RateLimiterPostgres({
    storeClient: strapi.db.connection,
    storeType: 'knex',
    tableName: TABLE,
    tableCreated: true,
    keyPrefix: name,
    points: budget.points,
    duration: budget.durationSeconds,
    inMemoryBlockOnConsumed: isRemembered(name) ? budget.points + 1 : 0,
    // A timer for each limiter, and none of them ends with Strapi: expired.ts does the work of all.
    clearExpiredByTimeout: false,
  });
  let remembered = 0;

  const afterRefusal = ({ consumedPoints, msBeforeNext }: RateLimiterRes): number => {
    // What the library refuses from memory has no count; what the database refuses is new to memory.
    if (consumedPoints > 0 && ++remembered > MAX_REMEMBERED) {
      store.deleteInMemoryBlockedAll();
      remembered = 0;
    }
    return Math.max(msBeforeNext, 1);
  };

  return {
    async use(key) {
      try {
        await store.consume(key);
        return 0;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return afterRefusal(refusal);
      }
    },

    async forget(key) {
      await store.delete(key);
    },
  };
};
