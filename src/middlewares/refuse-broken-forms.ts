import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

/** What the parser of forms throws: a plain error with the HTTP status that it means. */
interface FormError extends Error {
  httpCode: number;
}

const isFormError = (error: unknown): error is FormError =>
  error instanceof Error && 'httpCode' in error && typeof error.httpCode === 'number';

/**
 * Answers a form that cannot be read (without boundary, cut off, with too many fields) with what is
 * wrong with it. Strapi would call it an internal error.
 */
export default (): Core.MiddlewareHandler => async (_ctx, next) => {
  try {
    await next();
  } catch (error) {
    if (!isFormError(error) || error.httpCode >= 500) throw error;
    const message = `The form cannot be read: ${error.message}. Send it as multipart/form-data, whole and with its boundary.`;
    throw error.httpCode === 413
      ? new errors.PayloadTooLargeError(message)
      : new errors.ValidationError(message);
  }
};
