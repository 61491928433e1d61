import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Budget } from '../../config/environment/schema';
import { type BudgetName, budgetOf, PURPOSES } from './budgets';
import { type Counter, createCounter } from './counter';

/** Under this name Strapi keeps them. */
export const SERVICE = 'rate-limits';

export type Context = Parameters<Core.MiddlewareHandler>[0];

export interface RateLimits {
  /**
   * Uses one point of a budget, and refuses the request when there is none left.
   *
   * @param key whose budget: an address, an account, a user; at most 200 characters
   * @throws {errors.RateLimitError} that says when to try again, as the header `Retry-After` and
   *   `details.retryAfterSeconds` do
   * @throws when the counters cannot be reached; nothing passes uncounted
   */
  use: (ctx: Context, name: BudgetName, key: string) => Promise<void>;
  /** Gives back all that was used of a budget. */
  giveBack: (name: BudgetName, key: string) => Promise<void>;
}

const seconds = (count: number): string => `${count} ${count === 1 ? 'second' : 'seconds'}`;

const refuse = (ctx: Context, name: BudgetName, budget: Budget, waitMs: number): never => {
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  ctx.set('Retry-After', String(retryAfterSeconds));
  throw new errors.RateLimitError(
    `Too many ${PURPOSES[name]}: ${budget.points} are allowed in ${seconds(budget.durationSeconds)}. Try again in ${seconds(retryAfterSeconds)}.`,
    { retryAfterSeconds },
  );
};

/** The limits of an application. Budgets are read from the configuration with each request. */
export const createRateLimits = (strapi: Core.Strapi): RateLimits => {
  const counters = new Map<BudgetName, { budget: Budget; counter: Counter }>();

  const counterOf = (name: BudgetName, budget: Budget): Counter => {
    const known = counters.get(name);
    if (known?.budget === budget) return known.counter;
    const counter = createCounter(strapi, name, budget);
    counters.set(name, { budget, counter });
    return counter;
  };

  return {
    async use(ctx, name, key) {
      const budget = budgetOf(strapi, name);
      if (!budget) return;
      const waitMs = await counterOf(name, budget).use(key);
      if (waitMs > 0) refuse(ctx, name, budget, waitMs);
    },

    async giveBack(name, key) {
      const budget = budgetOf(strapi, name);
      if (budget) await counterOf(name, budget).forget(key);
    },
  };
};

export const rateLimits = (strapi: Core.Strapi): RateLimits => strapi.get<RateLimits>(SERVICE);
