import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';

const READING = ['GET', 'HEAD'];

/** Kept, and used again only when this server says that it is still right. */
const REVALIDATE = 'no-cache';

/** The same in the caller's own cache alone: what somebody may read is not for whoever asks next. */
const REVALIDATE_PRIVATELY = 'private, no-cache';

const isJson = (body: unknown): body is object =>
  typeof body === 'object' &&
  body !== null &&
  (Array.isArray(body) || Object.getPrototypeOf(body) === Object.prototype);

/**
 * Gives what is read over REST an ETag, and answers 304 without a body to clients that send it back in
 * `If-None-Match` while nothing has changed (RFC 9110, section 13). Answers that say themselves how they
 * are cached stay as they are.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }): Core.MiddlewareHandler => {
  const prefix = `${strapi.config.get<string>('api.rest.prefix')}/`;
  return async (ctx, next) => {
    await next();
    if (!READING.includes(ctx.method) || !ctx.path.startsWith(prefix) || ctx.status !== 200) return;
    if (!isJson(ctx.body) || ctx.response.get('Cache-Control') || ctx.response.get('ETag')) return;

    const isAnonymous = !ctx.get('Authorization') && !ctx.get('Cookie');
    ctx.set('Cache-Control', isAnonymous ? REVALIDATE : REVALIDATE_PRIVATELY);
    ctx.vary('Authorization');
    // As it is sent, so that it is written only once.
    const json = JSON.stringify(ctx.body);
    ctx.body = json;
    ctx.type = 'json';
    ctx.set('ETag', `"${createHash('sha1').update(json).digest('base64url')}"`);
    if (ctx.fresh) ctx.status = 304;
  };
};
