import type { Core } from '@strapi/strapi';
import { StatementTimeoutError } from '../database';
import { StorageError } from '../storage';

/**
 * Answers failures of the file storage with 502, 503 or 504, and questions that take the database too
 * long with 503.
 * Strapi would make a 400 of any error that it does not know, as if it were the caller's fault.
 */
export default (): Core.MiddlewareHandler => async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof StorageError || error instanceof StatementTimeoutError)) throw error;
    const { status, name, message, details } = error;
    ctx.status = status;
    ctx.body = { data: null, error: { status, name, message, details } };
  }
};
