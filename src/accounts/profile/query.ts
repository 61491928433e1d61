import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Caller } from '../caller';
import { USER } from './user-type';

/** What of a profile is asked for, in Strapi's terms. */
export interface ProfileQuery {
  fields?: unknown;
  populate?: unknown;
  status?: unknown;
}

const assertKnownKeys = (query: object, allowed: readonly string[]): void => {
  const key = Object.keys(query).find((name) => !allowed.includes(name));
  if (key === undefined) return;
  const hint = allowed.length > 0 ? `it takes ${allowed.join(' and ')}` : 'it takes none';
  throw new errors.ValidationError(`Invalid key ${key}: of query parameters, ${hint}.`, {
    key,
    path: null,
    source: 'query',
    param: key,
  });
};

/**
 * The query parameters of an endpoint that answers with the caller's profile, validated and sanitized
 * as in Strapi's own controllers. There is one profile: filters, sort and pages mean nothing here.
 *
 * @throws {errors.ValidationError} that names the parameter, field or relation
 */
export const profileQuery = async (
  strapi: Core.Strapi,
  { auth }: Caller,
  query: Record<string, unknown>,
): Promise<ProfileQuery> => {
  assertKnownKeys(query, ['fields', 'populate']);
  const schema = strapi.getModel(USER);
  await strapi.contentAPI.validate.query(query, schema, { auth, strictParams: true });
  return strapi.contentAPI.sanitize.query(query, schema, { auth, strictParams: true });
};

/** @throws {errors.ValidationError} that names the first query parameter, where there is one */
export const assertNoQuery = (query: object): void => assertKnownKeys(query, []);
