import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

/** What the parser of forms throws: a plain error with the HTTP status that it means. */
interface FormError extends Error {
  httpCode: number;
}

const isFormError = (error: unknown): error is FormError =>
  error instanceof Error && 'httpCode' in error && typeof error.httpCode === 'number';

/** Strapi's answer to a form that exceeds `formidable.maxFileSize` of its body parser. */
const TOO_BIG = 'FileTooBig';

const assertNotTooBig = ({ status, body }: Parameters<Core.MiddlewareHandler>[0]): void => {
  const answer = body as { error?: { message?: string } } | undefined;
  if (status !== 413 || answer?.error?.message !== TOO_BIG) return;
  throw new errors.PayloadTooLargeError(
    'The form is too large, with all of its files. Send smaller files, or fewer at a time.',
  );
};

/**
 * Answers a form that cannot be read (without boundary, cut off, with too many fields, too large) with
 * what is wrong with it. Strapi would call it an internal error, or say no more than "FileTooBig".
 */
export default (): Core.MiddlewareHandler => async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    if (!isFormError(error) || error.httpCode >= 500) throw error;
    const message = `The form cannot be read: ${error.message}. Send it as multipart/form-data, whole and with its boundary.`;
    throw error.httpCode === 413
      ? new errors.PayloadTooLargeError(message)
      : new errors.ValidationError(message);
  }
  assertNotTooBig(ctx);
};
