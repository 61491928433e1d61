import { errors } from '@strapi/utils';
import { findAccount } from '../account';
import type { UsersPermissionsPlugin } from '../plugin';

/**
 * Ends access tokens with their session, on every route of the content API and over GraphQL. Strapi
 * checks signature and user only, so a token would outlive a logout by its remaining minutes.
 */
export const endAccessTokensWithSession = (plugin: UsersPermissionsPlugin): void => {
  const { jwt } = plugin.services;
  plugin.services.jwt = (context) => ({
    ...jwt(context),
    async verify(token: string) {
      const account = await findAccount(context.strapi, token);
      if (!account) throw new errors.UnauthorizedError('Invalid token.');
      return { id: account.id, sessionId: account.sessionId };
    },
  });
};
