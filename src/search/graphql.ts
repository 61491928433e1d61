import type { Core } from '@strapi/strapi';
import { graphqlExtension } from '../strapi-services';
import { validateSearch } from './query';
import { rightsOf } from './rights-of-caller';
import { search } from './search';

const TYPE_DEFS = /* GraphQL */ `
  enum SearchType {
    movie
    person
    character
  }

  type SearchThumbnail {
    url: String!
    "Pixels."
    width: Int
    height: Int
  }

  type SearchHit {
    type: SearchType!
    documentId: ID!
    "Title of a movie, full name of a person, name of a character."
    label: String!
    "Of release or of birth."
    year: Int
    "Of the poster or the primary photo; for a character, the actor's."
    thumbnail: SearchThumbnail
    "0 to 1."
    score: Float!
  }

  type SearchAnswer {
    nodes: [SearchHit!]!
    pageInfo: Pagination!
  }

  extend type Query {
    "Movies, people and characters by name, best first."
    search(q: String!, types: [SearchType!], page: Int = 1, pageSize: Int = 25): SearchAnswer!
  }
`;

/** Offers in GraphQL what `GET /api/search` does. */
export const extendGraphQLWithSearch = (strapi: Core.Strapi): void => {
  graphqlExtension(strapi).use({
    typeDefs: TYPE_DEFS,
    resolvers: {
      Query: {
        search: async (_parent, args, { state }) => {
          const { types, ...query } = validateSearch({ ...args });
          const rights = await rightsOf(strapi, state.auth, types);
          const { hits, pagination } = await search(strapi, { ...query, ...rights });
          return { nodes: hits, pageInfo: pagination };
        },
      },
    },
    resolversConfig: { 'Query.search': { auth: { scope: ['api::search.search.find'] } } },
  });
};
