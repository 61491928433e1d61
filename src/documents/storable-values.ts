import type { Modules } from '@strapi/strapi';
import { errors } from '@strapi/utils';

/** SQLSTATE class 22, data exceptions, and the check constraints of `database/constraints`. */
const isDataError = (error: unknown): error is Error =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  (error.code.startsWith('22') || error.code === '23514');

/** PostgreSQL's own words, without the statement that the query builder puts before them. */
const reasonOf = ({ message }: Error): string => message.slice(message.lastIndexOf(' - ') + 3);

/**
 * What PostgreSQL cannot store (a text with a NUL character, a number out of range) is the caller's
 * mistake: a ValidationError instead of an internal error.
 */
export const storableValues: Modules.Documents.Middleware.Middleware = async (_context, next) => {
  try {
    return await next();
  } catch (error) {
    if (!isDataError(error)) throw error;
    throw new errors.ValidationError(`A value cannot be stored: ${reasonOf(error)}.`);
  }
};
