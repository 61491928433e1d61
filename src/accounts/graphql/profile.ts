import type { Core } from '@strapi/strapi';
import { graphqlBuilders, graphqlExtension, type GraphQLResolver } from '../../strapi-services';
import { removeAvatar } from '../avatar';
import { type Caller, identifyCaller } from '../caller';
import { changeProfile, findUser, parseProfileChanges, USER } from '../profile';

const TYPES = `
  extend type UsersPermissionsMe {
    firstName: String
    lastName: String
    avatar: UploadFile
  }

  input UpdateMeInput {
    username: String
    firstName: String
    lastName: String
  }

  extend type Mutation {
    updateMe(data: UpdateMeInput!): UsersPermissionsMe
    deleteMyAvatar: UsersPermissionsMe
  }
`;

type Action = 'me' | 'updateMe' | 'deleteMyAvatar';

type Work = (caller: Caller, args: Record<string, unknown>) => Promise<void>;

/** Does something for the caller, and answers with the account, whose fields GraphQL picks. */
const forCaller =
  (strapi: Core.Strapi, action: Action, work: Work): GraphQLResolver =>
  async (_parent, args, { koaContext }) => {
    const caller = await identifyCaller(koaContext, `${USER}.${action}`);
    await work(caller, args);
    return findUser(strapi, caller, { populate: ['role'] });
  };

/** Reads and signs the file as the generated types do. */
const avatarOf =
  (strapi: Core.Strapi): GraphQLResolver =>
  async (...parameters) => {
    const { value } = await graphqlBuilders(strapi)
      .get('content-api')
      .buildAssociationResolver({ contentTypeUID: USER, attributeName: 'avatar' })(...parameters);
    return value;
  };

/**
 * The profile over GraphQL: `me` with names and avatar, `updateMe` and `deleteMyAvatar`, with the
 * rules and errors of REST. Strapi's GraphQL takes no files: an avatar is sent over REST.
 */
export const extendProfileGraphQL = (strapi: Core.Strapi): void => {
  graphqlExtension(strapi).use({
    typeDefs: TYPES,
    resolvers: {
      UsersPermissionsMe: { avatar: { resolve: avatarOf(strapi) } },
      Query: { me: { resolve: forCaller(strapi, 'me', () => Promise.resolve()) } },
      Mutation: {
        updateMe: {
          resolve: forCaller(strapi, 'updateMe', (caller, { data }) =>
            changeProfile(strapi, caller, parseProfileChanges(data, caller.account.username)),
          ),
        },
        deleteMyAvatar: {
          resolve: forCaller(strapi, 'deleteMyAvatar', ({ account }) =>
            removeAvatar(strapi, account),
          ),
        },
      },
    },
    // Strapi answers "Forbidden" to whoever is not signed in; the resolvers know better.
    resolversConfig: {
      'Query.me': { auth: false },
      'Mutation.updateMe': { auth: false },
      'Mutation.deleteMyAvatar': { auth: false },
    },
  });
};
