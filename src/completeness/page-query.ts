import { errors } from '@strapi/utils';
import { z } from 'zod';

const MAX_PAGE = 1_000_000;
const DEFAULT_PAGE_SIZE = 25;
export const MAX_PAGE_SIZE = 100;

const wholeNumber = (max: number, byDefault: number) => {
  const error = `must be a whole number from 1 to ${max}`;
  return z
    .string({ error })
    .regex(/^\d+$/, error)
    .transform(Number)
    .pipe(z.number().min(1, error).max(max, error))
    .default(byDefault);
};

const pageQuery = z.strictObject({
  page: wholeNumber(MAX_PAGE, 1),
  pageSize: wholeNumber(MAX_PAGE_SIZE, DEFAULT_PAGE_SIZE),
});

const messageOf = ({ path, ...issue }: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys'
    ? `Invalid key ${issue.keys.join(', ')}: a list takes page and pageSize.`
    : `"${path.join('.')}" ${issue.message}.`;

/**
 * Which page of a list is asked for: the first unless the query names another, of 25 entries, at most
 * 100.
 *
 * @throws {errors.ValidationError} for anything else
 */
export const validatePageQuery = (query: unknown): z.infer<typeof pageQuery> => {
  const result = pageQuery.safeParse(query);
  if (result.success) return result.data;
  const found = result.error.issues.map((issue) => ({
    path: issue.code === 'unrecognized_keys' ? issue.keys : issue.path,
    message: messageOf(issue),
    name: 'ValidationError',
  }));
  throw new errors.ValidationError(found.map(({ message }) => message).join(' '), {
    errors: found,
  });
};

/** @throws {errors.ValidationError} when the query says anything: it would be ignored */
export const validateNoQuery = (query: object): void => {
  const keys = Object.keys(query);
  if (keys.length > 0) {
    throw new errors.ValidationError(`Invalid key ${keys.join(', ')}: there are no parameters.`);
  }
};
