import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

/** Deeper input is not looked at here; Strapi and the GraphQL depth limit refuse it. */
const MAX_DEPTH = 30;

const invalidKey = (key: string) => new errors.ValidationError(`Invalid key ${key}`, { key });

/** The query parser drops such keys silently, so they are looked for in the raw query. */
const assertUsableKeys = (querystring: string): void => {
  for (const part of querystring.split('&')) {
    const name = part.split('=')[0] ?? '';
    const key = name.split(/\[|\]|%5B|%5D|\./i).find((segment) => segment in Object.prototype);
    if (key) throw invalidKey(key);
  }
};

const nulCharacter = (where: string) =>
  new errors.ValidationError(`${where} contains a NUL character, which no text may have.`);

const assertUsable = (value: unknown, path: string, depth = 0): void => {
  if (depth > MAX_DEPTH) return;
  if (typeof value === 'string' && value.includes('\0')) {
    throw nulCharacter(`"${path}"`);
  }
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return;
  for (const [key, item] of Object.entries(value)) {
    if (key in Object.prototype) throw invalidKey(key);
    assertUsable(item, path ? `${path}.${key}` : key, depth + 1);
  }
};

/**
 * Refuses, for every request, what can only be a mistake or an attack: keys that every JavaScript
 * object has (`constructor`, `toString`), which pass for attributes where a name is looked up, and
 * NUL characters, which PostgreSQL cannot store.
 */
export default (): Core.MiddlewareHandler => (ctx, next) => {
  if (ctx.path.includes('%00')) throw nulCharacter('The path');
  assertUsableKeys(ctx.querystring);
  assertUsable(ctx.query, '');
  assertUsable(ctx.request.body, '');
  return next();
};
