import type { Modules } from '@strapi/strapi';
import { errors } from '@strapi/utils';

const MOVIE = 'api::movie.movie';

/**
 * A movie is deleted with its draft and its published version. Strapi ends a deletion that asks for the
 * draft alone with an internal error.
 */
export const wholeDeletions: Modules.Documents.Middleware.Middleware = async (context, next) => {
  const { status } = context.params as { status?: unknown };
  if (context.uid !== MOVIE || context.action !== 'delete' || status !== 'draft') return next();

  throw new errors.ValidationError(
    'The draft of a movie cannot be deleted alone. Leave out "status" to delete the movie, with its draft and its published version.',
  );
};
