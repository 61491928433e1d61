import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { authService, type GraphQLContext, type GraphQLResolver } from '../strapi-services';

/** The signed-in user on whose behalf a request is made. */
export interface Caller {
  id: number;
  documentId: string;
}

interface RequestState {
  user?: Caller;
}

/**
 * The signed-in user of a request.
 *
 * @param state of a Koa or GraphQL context
 * @throws {errors.UnauthorizedError} when nobody is signed in; an API token is nobody
 */
export const callerOf = (state: RequestState): Caller => {
  if (!state.user) throw new errors.UnauthorizedError('Sign in first: this is about your account.');
  return state.user;
};

/**
 * A GraphQL resolver for signed-in users whose role has a permission. The plugin's own check answers
 * that everything is forbidden; here, a caller who is not signed in is told so. Use it together with
 * `auth: false` in the `resolversConfig`.
 *
 * @param action the content API action that REST asks for
 */
export const forCaller =
  (
    strapi: Core.Strapi,
    action: string,
    resolve: (args: Record<string, unknown>, caller: Caller, context: GraphQLContext) => unknown,
  ): GraphQLResolver =>
  async (_parent, args, context) => {
    const caller = callerOf(context.state);
    await authService(strapi).verify(context.state.auth ?? {}, { scope: [action] });
    return resolve(args, caller, context);
  };
