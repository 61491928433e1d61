import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { accountKey, addressKey, type Context, rateLimits } from '../rate-limits';
import { graphqlExtension, type GraphQLMiddleware } from '../strapi-services';
import { normalizeUsername } from './names';
import type { UsersPermissionsPlugin } from './plugin';

type Operation = 'login' | 'registration' | 'refresh' | 'recovery';

/** Routes that the plugin leaves unlimited. */
const LIMITED_TOO = ['/auth/refresh', '/auth/email-confirmation', '/auth/:provider/callback'];

/**
 * What a request to the plugin is about. Keys are made of this and never of the path itself, of which
 * the router accepts many spellings. What is not known here shares the smallest budget.
 */
const operationOf = (requestPath: string): Operation => {
  const normalized = path.posix.normalize(requestPath).toLowerCase().replace(/\/$/, '');
  if (/\/connect\/|\/auth\/(local|[^/]+\/callback)$/.test(normalized)) return 'login';
  if (normalized.endsWith('/auth/local/register')) return 'registration';
  if (normalized.endsWith('/auth/refresh')) return 'refresh';
  return 'recovery';
};

/** The account that a login is for. @returns undefined when the controller will refuse what it says */
const accountOf = (strapi: Core.Strapi, ctx: Context): string | undefined => {
  const { identifier } = (ctx.request.body ?? {}) as { identifier?: unknown };
  if (typeof identifier !== 'string') return undefined;
  const secret = strapi.config.get<string>('plugin::users-permissions.jwtSecret');
  return accountKey(normalizeUsername(identifier), secret);
};

/**
 * Takes the place of the plugin's own middleware, which counts in the memory of one process. REST
 * routes name it, and GraphQL mutations run it with the path of the REST route that does the same.
 * It counts before the controller, so that what is refused costs no comparison of passwords.
 */
const limitRequest: Core.MiddlewareFactory =
  (_config, { strapi }) =>
  async (ctx, next) => {
    const limits = rateLimits(strapi);
    const operation = operationOf(ctx.request.path);
    await limits.use(ctx, operation, addressKey(ctx.request.ip));

    const account = operation === 'login' ? accountOf(strapi, ctx) : undefined;
    if (account) await limits.use(ctx, 'loginAccount', account);
    await next();
    if (account && ctx.status === 200) await limits.giveBack('loginAccount', account);
  };

/** Limits what visitors may try: logins, registrations, refreshes, recovery. */
export const limitRequests = (plugin: UsersPermissionsPlugin): void => {
  plugin.middlewares.rateLimit = limitRequest;

  for (const path of LIMITED_TOO) {
    const route = plugin.routes['content-api'].routes.find((known) => known.path === path);
    if (!route) {
      throw new Error(`users-permissions has no route ${path} any more. Limit what replaces it.`);
    }
    const middlewares = route.config?.middlewares ?? [];
    route.config = {
      ...route.config,
      middlewares: [...middlewares, 'plugin::users-permissions.rateLimit'],
    };
  }
};

/** The one mutation of accounts that the plugin leaves unlimited. */
export const limitEmailConfirmations = (strapi: Core.Strapi): void => {
  const limit: GraphQLMiddleware = async (next, parent, args, context, info) => {
    const { koaContext } = context;
    await rateLimits(strapi).use(koaContext, 'recovery', addressKey(koaContext.request.ip));
    return next(parent, args, context, info);
  };

  graphqlExtension(strapi).use({
    resolversConfig: { 'Mutation.emailConfirmation': { middlewares: [limit] } },
  });
};
