import { errors } from '@strapi/utils';
import type { RequestContext } from '../strapi-services';

/**
 * Refuses a form with files where none are taken. They would be ignored, and whoever sent them would
 * take the answer for a yes.
 *
 * @param wayOut what to do instead, as a sentence
 * @throws {errors.ValidationError} that names every field with a file
 */
export const assertNoFiles = ({ request }: RequestContext, wayOut = 'Leave it out.'): void => {
  const found = Object.keys(request.files ?? {}).map((field) => ({
    path: [field],
    message: `"${field}" is a file, and no files are taken here. ${wayOut}`,
    name: 'ValidationError',
  }));
  if (found.length === 0) return;
  throw new errors.ValidationError(found.map(({ message }) => message).join(' '), {
    errors: found,
  });
};
