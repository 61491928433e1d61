import type { Core } from '@strapi/strapi';
import type { Decorator } from './auth-actions';
import { normalizeUsername } from './names';

/**
 * Read by `up_users_username_uq`. An account from before names were normalized goes by the name that
 * it has, also where another one has that name normalized.
 */
const FIND_USERNAME = `
  SELECT username
  FROM up_users
  WHERE lower(username) IN (lower(CAST(:given AS text)), lower(CAST(:normalized AS text)))
  ORDER BY lower(username) = lower(CAST(:given AS text)) DESC
  LIMIT 1`;

const findUsername = async (strapi: Core.Strapi, given: string): Promise<string | undefined> => {
  const { rows } = await strapi.db.connection.raw<{ rows: { username: string }[] }>(FIND_USERNAME, {
    given,
    normalized: normalizeUsername(given),
  });
  return rows[0]?.username;
};

/**
 * Login that takes a username as registration does: in any case, with spaces at its ends, in either
 * spelling of its accents. Nobody else can have it then, and Strapi looks for the exact one. What is no
 * username, such as an email, stays as it came.
 */
export const acceptAnySpelling: Decorator = (strapi, callback) => async (ctx, next) => {
  const { provider = 'local' } = ctx.params as { provider?: string };
  const body = (ctx.request.body ?? {}) as { identifier?: unknown };
  if (provider === 'local' && typeof body.identifier === 'string') {
    const username = await findUsername(strapi, body.identifier);
    if (username !== undefined) ctx.request.body = { ...body, identifier: username };
  }
  return callback(ctx, next);
};
