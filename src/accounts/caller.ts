import { errors } from '@strapi/utils';
import type { RequestContext } from '../strapi-services';
import type { Account } from './account';
import { signedInUser } from './signed-in-user';

/** The signed-in user that a request comes from, and what his role allows, for the sanitizers. */
export interface Caller {
  account: Account;
  auth: object;
}

/** Who calls a route whose strategy is `signedInUser`. */
export const callerOf = (ctx: RequestContext): Caller => ({
  account: ctx.state.user as Account,
  auth: ctx.state.auth as object,
});

/**
 * Who calls, by the rules of `signedInUser`, where no route has asked yet: in GraphQL.
 *
 * @param action the content API action that the caller's role must have
 * @throws {errors.UnauthorizedError} for visitors, API tokens, blocked users and ended sessions
 * @throws {errors.ForbiddenError} when the role lacks the action
 */
export const identifyCaller = async (ctx: RequestContext, action: string): Promise<Caller> => {
  const { credentials, ability } = await signedInUser.authenticate(ctx);
  if (!credentials) throw new errors.UnauthorizedError();

  const auth = { strategy: signedInUser, credentials, ability };
  signedInUser.verify(auth, { scope: action });
  return { account: credentials, auth };
};
