import type { Core } from '@strapi/strapi';
import { graphqlExtension } from '../../strapi-services';
import { findAnniversaries, validateDay } from './find';

/** Adds `anniversaries`, for whoever may do what the REST endpoint does. */
export const extendGraphQL = (strapi: Core.Strapi): void => {
  graphqlExtension(strapi).use({
    typeDefs: /* GraphQL */ `
      extend type Query {
        "The movies that were released on a day of the year, MM-DD, the oldest first."
        anniversaries(day: String!): [Movie!]!
      }
    `,
    resolvers: {
      Query: {
        anniversaries: async (_parent, args) => findAnniversaries(strapi, validateDay(args)),
      },
    },
    resolversConfig: {
      'Query.anniversaries': { auth: { scope: ['plugin::anniversaries.anniversaries.find'] } },
    },
  });
};
