import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { type Context, rateLimits } from './limits';

/** Budgets that each signed-in user has for himself, wherever he comes from. */
type UserBudget = 'favorites' | 'avatar';

/**
 * For `config.middlewares` of a route whose strategy sets `ctx.state.user`: each request uses one
 * point of that user's budget.
 *
 * @throws {errors.RateLimitError} when there is none left
 * @throws {errors.UnauthorizedError} when nobody is signed in
 */
export const limitBy =
  (budget: UserBudget): Core.MiddlewareHandler =>
  async (ctx, next) => {
    const { user } = ctx.state as { user?: { id: number } };
    if (!user) throw new errors.UnauthorizedError();
    await rateLimits(strapi).use(ctx, budget, String(user.id));
    await next();
  };

/**
 * The same for a resolver of GraphQL that changes favorites: to be called before anything else.
 *
 * @param ctx the request of Koa (`context.koaContext`), whose answer gets the header `Retry-After`
 * @param userId numeric id of the signed-in user
 * @throws {errors.RateLimitError} when the user has no changes left
 */
export const consumeFavoriteWrite = (
  strapi: Core.Strapi,
  ctx: Context,
  userId: number,
): Promise<void> => rateLimits(strapi).use(ctx, 'favorites', String(userId));
