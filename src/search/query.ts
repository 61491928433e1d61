import { errors } from '@strapi/utils';
import { z } from 'zod';
import { SEARCH_TYPES, type SearchType } from './rank';

const MAX_PAGE_SIZE = 100;
const MAX_PAGE = 1000;

/** What a search asks for; without types, for all that the caller may read. */
export interface SearchQuery {
  q: string;
  types?: SearchType[];
  page: number;
  pageSize: number;
}

/** Digits of REST, or a number of GraphQL, where null is not given. */
const wholeNumber = (max: number, otherwise: number) => {
  const error = `must be a whole number from 1 to ${max}`;
  return z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], { error })
    .refine((number) => Number.isInteger(number) && number >= 1 && number <= max, { error })
    .nullish()
    .transform((number) => number ?? otherwise);
};

const isType = (name: string): name is SearchType => SEARCH_TYPES.includes(name as SearchType);

const types = z
  .union([z.string(), z.array(z.string())], 'must be names of types, separated by commas')
  .transform((given) => (typeof given === 'string' ? given.split(',') : given))
  .pipe(
    z.array(
      z.string().transform((name, context) => {
        const type = name.trim();
        if (isType(type)) return type;
        const known = SEARCH_TYPES.join(', ');
        context.addIssue(`"${type.slice(0, 100)}" is none of the types: ${known}`);
        return z.NEVER;
      }),
    ),
  )
  .transform((given) => [...new Set(given)]);

const query = z.strictObject({
  // PostgreSQL has no such text.
  q: z
    .string('is what to search for, as one text')
    .refine((text) => !text.includes('\0'), 'must not have NUL characters'),
  types: types.nullish().transform((given) => given ?? undefined),
  page: wholeNumber(MAX_PAGE, 1),
  pageSize: wholeNumber(MAX_PAGE_SIZE, 25),
});

/**
 * The parameters of a search, of REST or GraphQL.
 *
 * @throws {errors.ValidationError} that names what is wrong, and each unknown parameter
 */
export const validateSearch = (input: unknown): SearchQuery => {
  const result = query.safeParse(input);
  if (result.success) return result.data;
  const found = result.error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return { path: issue.keys, message: `Invalid key ${issue.keys.join(', ')}` };
    }
    return { path: issue.path, message: `"${String(issue.path[0])}" ${issue.message}` };
  });
  throw new errors.ValidationError(found.map(({ message }) => message).join('; '), {
    errors: found.map((problem) => ({ ...problem, name: 'ValidationError' })),
  });
};
