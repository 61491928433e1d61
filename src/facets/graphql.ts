import type { Core } from '@strapi/strapi';
import { graphqlExtension, transformGraphQLArgs } from '../strapi-services';
import { facetsFor } from './answer';

const MOVIE = 'api::movie.movie';

const TYPE_DEFS = /* GraphQL */ `
  type GenreFacet {
    documentId: ID!
    name: String!
    count: Int!
  }

  type CountryFacet {
    documentId: ID!
    name: String!
    code: String!
    count: Int!
  }

  type DecadeFacet {
    "The first year; null is for movies without a release date."
    decade: Int
    count: Int!
  }

  "How many of the movies that pass the filters there are of each, the most frequent first."
  type MovieFacets {
    genres: [GenreFacet!]!
    countries: [CountryFacet!]!
    decades: [DecadeFacet!]!
    "How many movies pass the filters."
    total: Int!
  }

  extend type Query {
    movieFacets(filters: MovieFiltersInput, status: PublicationStatus = PUBLISHED): MovieFacets!
  }
`;

/** Adds `movieFacets` to GraphQL: the same as over REST. */
export const extendGraphQLWithFacets = (strapi: Core.Strapi): void => {
  graphqlExtension(strapi).use({
    typeDefs: TYPE_DEFS,
    resolvers: {
      Query: {
        movieFacets: (_parent, args, { state }) => {
          const { filters, status } = transformGraphQLArgs(strapi, args, strapi.contentType(MOVIE));
          return facetsFor(strapi, state.auth, { ...(filters ? { filters } : {}), status });
        },
      },
    },
    resolversConfig: { 'Query.movieFacets': { auth: { scope: [`${MOVIE}.facets`] } } },
  });
};
