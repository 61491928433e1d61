import type { Modules } from '@strapi/strapi';
import { errors } from '@strapi/utils';

/**
 * SQLSTATE class 22, data exceptions; the check constraints of `database/constraints`; and operators
 * that a column's type does not have, such as LIKE for a number.
 */
const isDataError = (error: Error): boolean =>
  'code' in error &&
  typeof error.code === 'string' &&
  (error.code.startsWith('22') || ['23514', '42883', '42804'].includes(error.code));

/** What Strapi's query builder throws, as plain errors, about filters that make no sense. */
const FILTER_MISTAKES = [
  /^Expected a valid Number, got /,
  /^Operator \$\w+ must be an array$/,
  /^Where must be an array or an object$/,
  /^Undefined attribute level operator /,
  / whereBetween /,
  /^Only \$and, \$or and \$not can only be used /,
];

const isFilterMistake = ({ message }: Error): boolean =>
  FILTER_MISTAKES.some((pattern) => pattern.test(message));

/** PostgreSQL's own words, without the statement that the query builder puts before them. */
const reasonOf = ({ message }: Error): string => message.split(' - ').at(-1) ?? message;

const assertSearchIsText = (params: object): void => {
  if ('_q' in params && params._q !== undefined && typeof params._q !== 'string') {
    throw new errors.ValidationError('"_q" must be a text.');
  }
};

/** A deferred constraint speaks at the commit, in a sentence of its own with a way out. */
const refusalAtCommit = (error: Error): string | undefined => {
  if (!('constraint' in error) || error.constraint !== 'published_movies_complete_ck') return;
  const hint = 'hint' in error && typeof error.hint === 'string' ? ` ${error.hint}` : '';
  return `It cannot be written: ${error.message.replace(/^COMMIT;? - /, '')}.${hint}`;
};

/** The same error, as a ValidationError where the caller has caused it. */
export const asCallersMistake = (error: unknown): unknown =>
  error instanceof Error && (isDataError(error) || isFilterMistake(error))
    ? new errors.ValidationError(
        refusalAtCommit(error) ?? `A value cannot be used: ${reasonOf(error)}.`,
      )
    : error;

/**
 * What PostgreSQL cannot store or compare (a text with a NUL character, a number out of range, a word
 * where a filter asks for a number) is the caller's mistake: a ValidationError instead of an internal
 * error.
 */
export const acceptableValues: Modules.Documents.Middleware.Middleware = async (context, next) => {
  assertSearchIsText(context.params);
  try {
    return await next();
  } catch (error) {
    throw asCallersMistake(error);
  }
};
