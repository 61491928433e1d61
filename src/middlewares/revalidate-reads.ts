import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';

const READING = ['GET', 'HEAD'];

/** Kept, and used again only when this server says that it is still right. */
const REVALIDATE = 'no-cache';

/** The same in the caller's own cache alone: what somebody may read is not for whoever asks next. */
const REVALIDATE_PRIVATELY = 'private, no-cache';

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const isJson = (body: unknown): body is object => Array.isArray(body) || isPlain(body);

/** Relations, among the values of an entry; where there is none, it is null. */
const mayBeRelation = (value: unknown): boolean => typeof value === 'object';

/**
 * Strapi reads relations in parallel, and has them in an answer in the order in which they have come. Here
 * they come after the values, by name, so that the same answer is the same text.
 */
const inOneOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOneOrder);
  if (!isPlain(value)) return value;
  const entries = Object.entries(value);
  const relations = entries.filter(([, of]) => mayBeRelation(of));
  if (relations.length === 0) return value;
  const values = entries.filter(([, of]) => !mayBeRelation(of));
  relations.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries([...values, ...relations.map(([name, of]) => [name, inOneOrder(of)])]);
};

/** Weak, as what stands between may compress the answer. */
const etagOf = (text: string): string =>
  `W/"${createHash('sha1').update(text).digest('base64url')}"`;

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
    // As text, so that it is written once: what makes an ETag is what is sent.
    const text = JSON.stringify(inOneOrder(ctx.body));
    ctx.set('ETag', etagOf(text));
    if (ctx.fresh) ctx.status = 304;
    else ctx.body = text;
  };
};
