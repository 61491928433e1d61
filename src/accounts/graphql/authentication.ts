import type { Core } from '@strapi/strapi';
import { graphqlExtension, type GraphQLResolver } from '../../strapi-services';
import { type AuthCall, authCaller } from './auth-controller';

/** What users-permissions leaves out: names at registration, refresh tokens, and logging out. */
const TYPES = `
  extend input UsersPermissionsRegisterInput {
    firstName: String
    lastName: String
  }

  extend type UsersPermissionsLoginPayload {
    "Gets a new jwt when that has expired; null when the client asked for a cookie."
    refreshToken: String
  }

  type UsersPermissionsRefreshPayload {
    jwt: String!
    "Replaces the one that was sent; null when the client asked for a cookie."
    refreshToken: String
  }

  type UsersPermissionsLogoutPayload {
    ok: Boolean!
  }

  extend type Mutation {
    "A new jwt and a new refresh token for a refresh token, which works once."
    refreshToken(refreshToken: String!): UsersPermissionsRefreshPayload!

    "Ends the session of the caller, or all sessions of the account."
    logout(allDevices: Boolean): UsersPermissionsLogoutPayload!
  }
`;

type Args = Record<string, unknown>;

const inputOf = (args: Args): Args => ({ ...(args.input as object) });

const MUTATIONS: Record<string, (args: Args) => AuthCall> = {
  login(args) {
    const body = inputOf(args);
    const params = { provider: String(body.provider) };
    return { action: 'callback', path: '/auth/local', body, params, limited: true };
  },
  register: (args) => ({
    action: 'register',
    path: '/auth/local/register',
    body: inputOf(args),
    limited: true,
  }),
  changePassword: (args) => ({
    action: 'changePassword',
    path: '/auth/change-password',
    body: { ...args },
    limited: true,
  }),
  resetPassword: (args) => ({
    action: 'resetPassword',
    path: '/auth/reset-password',
    body: { ...args },
    limited: true,
  }),
  refreshToken: (args) => ({
    action: 'refresh',
    path: '/auth/refresh',
    body: { ...args },
    limited: true,
  }),
  logout: ({ allDevices }) => ({
    action: 'logout',
    path: '/auth/logout',
    body: allDevices === true ? { scope: 'all' } : {},
    limited: false,
  }),
};

const AUTH = 'plugin::users-permissions.auth';

/** Lets GraphQL do with accounts what REST does, through the same controller. */
export const extendGraphQLWithAccounts = (strapi: Core.Strapi): void => {
  const callAuth = authCaller(strapi);
  const resolverOf =
    (callOf: (args: Args) => AuthCall): GraphQLResolver =>
    (_parent, args, { koaContext }) =>
      callAuth(koaContext, callOf(args));

  graphqlExtension(strapi).use({
    typeDefs: TYPES,
    resolvers: {
      Mutation: Object.fromEntries(
        Object.entries(MUTATIONS).map(([name, callOf]) => [name, resolverOf(callOf)]),
      ),
    },
    resolversConfig: {
      'Mutation.refreshToken': { auth: { scope: [`${AUTH}.refresh`] } },
      'Mutation.logout': { auth: { scope: [`${AUTH}.logout`] } },
    },
  });
};
