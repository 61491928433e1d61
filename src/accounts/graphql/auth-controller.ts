import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { authController, createRateLimiter } from '../../strapi-services';
import type { Context } from '../auth-actions';

export interface AuthCall {
  action: 'callback' | 'register' | 'changePassword' | 'resetPassword' | 'refresh' | 'logout';
  /** Of the REST endpoint, below `/api`: calls by either API count together. */
  path: string;
  body: Record<string, unknown>;
  params?: Record<string, string>;
  /** Whether the REST endpoint is rate limited. */
  limited: boolean;
}

/** What the actions answer; each gives some of it. */
interface AuthAnswer {
  jwt?: string;
  /** Missing when the client has asked for a cookie. */
  refreshToken?: string;
  user?: unknown;
  ok?: boolean;
}

type CallAuth = (ctx: Context, call: AuthCall) => Promise<AuthAnswer>;

/** Makes the request look like the one to the REST endpoint; gives what undoes it. */
const disguise = (ctx: Context, path: string, { body, params = {} }: AuthCall): (() => void) => {
  const { request } = ctx;
  const original = { path: request.path, body: request.body as unknown };
  const originalParams = ctx.params as unknown;

  request.path = path;
  Object.assign(request, { body });
  Object.assign(ctx, { params });
  return () => {
    request.path = original.path;
    Object.assign(request, { body: original.body });
    Object.assign(ctx, { params: originalParams, body: undefined, status: 200 });
  };
};

const refusal = (status: number, body: unknown): Error => {
  const { error } = body as { error?: { message?: string } };
  return status === 401
    ? new errors.UnauthorizedError(error?.message)
    : new errors.ApplicationError(error?.message);
};

/**
 * Runs actions of the REST controller for GraphQL requests, under the rate limit of their endpoints,
 * as users-permissions does it for its own mutations. Mutations of one request run one after the
 * other, so they do not meet in the changed request.
 *
 * @returns a function that throws what the action throws, or an error for what it answers with a
 *   status of 400 and above
 */
export const authCaller = (strapi: Core.Strapi): CallAuth => {
  const prefix = strapi.config.get<string>('api.rest.prefix', '/api');
  // Made with the first call: when GraphQL is extended, middlewares are not registered yet.
  let rateLimiter: Core.MiddlewareHandler | undefined;

  return async (ctx, call) => {
    const run = async () => {
      await authController(strapi)[call.action](ctx, () => Promise.resolve());
    };
    const restore = disguise(ctx, `${prefix}${call.path}`, call);
    try {
      if (call.limited) await (rateLimiter ??= createRateLimiter(strapi))(ctx, run);
      else await run();
      if (ctx.status >= 400) throw refusal(ctx.status, ctx.body);
      return ctx.body as AuthAnswer;
    } finally {
      restore();
    }
  };
};
