import { rm } from 'node:fs/promises';
import type { Core } from '@strapi/strapi';

/**
 * Removes the temporary files of a form when its request has been answered. Strapi removes those of
 * the field "files" of requests that succeed, and leaves all others in the folder for temporary
 * files, where anybody could fill the disk.
 */
export default (): Core.MiddlewareHandler => async (ctx, next) => {
  const files = Object.values(ctx.request.files ?? {}).flat();
  try {
    await next();
  } finally {
    await Promise.all(files.map(({ filepath }) => rm(filepath, { force: true })));
  }
};
