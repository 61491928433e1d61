import type { Core } from '@strapi/strapi';

const READING = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Gives requests to REST that write an empty body where they come without any, which Strapi leaves
 * undefined: controllers of plugins take an object for granted and would fail with an internal error,
 * instead of saying what is missing.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }): Core.MiddlewareHandler => {
  const prefix = strapi.config.get<string>('api.rest.prefix');
  return (ctx, next) => {
    if (!READING.includes(ctx.method) && ctx.path.startsWith(`${prefix}/`)) {
      ctx.request.body ??= {};
    }
    return next();
  };
};
