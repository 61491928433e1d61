import type { Core } from '@strapi/strapi';
import { afterCommit } from '../../database/after-commit';

/** How long a frontend may take to answer. */
const TIMEOUT_MS = 5_000;

/** The movie is published, whatever the frontend says: a failure is for the log. */
const revalidate = async (strapi: Core.Strapi, url: string, movie: string): Promise<void> => {
  try {
    const { status, ok } = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ movie }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!ok) throw new Error(`it answers ${status}`);
  } catch (error) {
    strapi.log.error(`The frontend could not be told of movie ${movie}`, error);
  }
};

export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    const url = process.env.FRONTEND_REVALIDATE_URL;
    if (!url) return;

    strapi.documents.use(async (context, next) => {
      if (context.uid !== 'api::movie.movie' || context.action !== 'publish') return next();
      const result = await next();
      const { documentId } = context.params;
      // A bulk action publishes many in one transaction, which may still fail. Not awaited: the editor
      // does not wait for the frontend.
      void afterCommit(strapi, () => revalidate(strapi, url, documentId));
      return result;
    });
  },
};
