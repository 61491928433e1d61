import { errors } from '@strapi/utils';
import { z } from 'zod';

/** How many movies one request may ask about. */
const MAX_MOVIES = 100;

/** A parameter that is repeated more than 100 times, the query parser gives as `{"0": …, "1": …}`. */
const isLongList = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.keys(value).length > MAX_MOVIES;

const asList = (value: unknown): unknown => {
  if (typeof value === 'string') return value.split(',');
  return isLongList(value) ? Object.values(value) : value;
};

const statesQuery = z.strictObject({
  movies: z.preprocess(
    asList,
    z
      .array(z.string().trim().min(1, 'a documentId must not be empty'), {
        error: 'name the movies by documentId, separated by commas: movies=a,b',
      })
      .max(MAX_MOVIES, `at most ${MAX_MOVIES} movies can be asked about at once`),
  ),
});

const nothing = z.strictObject({}, 'The body must be empty: the movie is in the path');

const messageOf = (path: PropertyKey[], message: string, keys?: string[]): string => {
  if (keys) return `Invalid key ${keys.join(', ')}`;
  return path.length > 0 ? `"${path.join('.')}": ${message}` : message;
};

const validated = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> => {
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  const found = result.error.issues.map(({ path, message, ...issue }) => {
    const keys = 'keys' in issue ? issue.keys : undefined;
    return {
      path: keys ?? path,
      message: messageOf(path, message, keys),
      name: 'ValidationError',
    };
  });
  throw new errors.ValidationError(found.map(({ message }) => message).join('; '), {
    errors: found,
  });
};

/** @throws {errors.ValidationError} unless the query is `movies` with 1 to 100 documentIds */
export const validateStatesQuery = (query: unknown): { movies: string[] } =>
  validated(statesQuery, query);

/**
 * A write is about the caller and the movie in the path; whatever else a request says, such as
 * another user, would be ignored, and is refused so that nobody believes it was heeded.
 *
 * @throws {errors.ValidationError} when the query or the body says anything
 */
export const validateWrite = (query: unknown, body: unknown): void => {
  validated(nothing, query);
  validated(nothing, body);
};

/**
 * A search looks into every text of the type, and those of a favorite are private.
 *
 * @throws {errors.ValidationError} when the query has a search
 */
export const validateList = (query: Record<string, unknown>): void => {
  if ('_q' in query) {
    throw new errors.ValidationError(
      'Favorites have no text to search in. Filter by the movie: filters[movie][title][$containsi]=…',
    );
  }
};
