import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { authService } from '../strapi-services';

/** The controller action that a role or an API token needs to see drafts. */
export const PREVIEW_ACTION = 'api::movie.movie.preview';

/** Who calls, as Strapi's content API hands it around: `ctx.state.auth`. */
export type Auth = object;

const verdicts = new WeakMap<Auth, Promise<boolean>>();

const verify = async (strapi: Core.Strapi, auth: Auth): Promise<boolean> => {
  try {
    await authService(strapi).verify(auth, { scope: [PREVIEW_ACTION] });
    return true;
  } catch (error) {
    if (error instanceof errors.ForbiddenError || error instanceof errors.UnauthorizedError) {
      return false;
    }
    throw error;
  }
};

/** Whether this caller may see drafts. Asked for every query of a request, answered once. */
export const mayPreview = (strapi: Core.Strapi, auth: Auth | undefined): Promise<boolean> => {
  if (!auth) return Promise.resolve(false);
  const known = verdicts.get(auth) ?? verify(strapi, auth);
  verdicts.set(auth, known);
  return known;
};

/**
 * @throws {errors.PolicyError} what a caller without the permission gets who asks for drafts; of all
 *   403s, Strapi shows the message of this one only
 */
export const refuseDrafts = (parameter: string): never => {
  throw new errors.PolicyError(
    `"${parameter}" is for callers who may see drafts. Ask for published entries, or use an API token with the permission "Movie: preview".`,
  );
};

/**
 * Whether what is answered now may tell what a draft says: to administrators and to the server's own
 * programs, and to callers of the content API who may preview.
 */
export const mayTellOfDrafts = async (strapi: Core.Strapi): Promise<boolean> => {
  const state = strapi.requestContext.get()?.state as
    { route?: { info?: { type?: string } }; auth?: Auth } | undefined;
  return state?.route?.info?.type !== 'content-api' || (await mayPreview(strapi, state.auth));
};
