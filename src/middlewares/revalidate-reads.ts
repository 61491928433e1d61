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

const inOneOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/**
 * Weak: Strapi reads relations in parallel, and writes them in the order in which they have come, so the
 * same answer has other bytes each time.
 */
const etagOf = (body: object): string => {
  const hash = createHash('sha1').update(JSON.stringify(body, inOneOrder));
  return `W/"${hash.digest('base64url')}"`;
};

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
    ctx.set('ETag', etagOf(ctx.body));
    if (ctx.fresh) ctx.status = 304;
  };
};
