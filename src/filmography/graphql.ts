import type { Core } from '@strapi/strapi';
import { graphqlExtension } from '../strapi-services';
import { describePage, type PaginationParams } from '../strapi-services/pagination';
import { filmographyFor } from './answer';

const TYPE_DEFS = /* GraphQL */ `
  type FilmographyEntry {
    movie: Movie!
    "Whether the person has directed it."
    directed: Boolean!
    "Whom the person plays in it, in billing order."
    characters: [Character!]!
  }

  type FilmographyTotals {
    "Published movies, each counted once."
    movies: Int!
    "The sum of their budgets, as far as they are known."
    budget: Float!
  }

  type Filmography {
    nodes: [FilmographyEntry!]!
    pageInfo: Pagination!
    totals: FilmographyTotals!
  }

  extend type Query {
    "Movies that a person has directed or acted in, newest first. Takes the person's documentId."
    filmography(person: ID!, pagination: PaginationArg = {}): Filmography!
  }
`;

/** Adds `filmography` to GraphQL: the same as over REST, with movies and characters to ask further from. */
export const extendGraphQLWithFilmography = (strapi: Core.Strapi): void => {
  graphqlExtension(strapi).use({
    typeDefs: TYPE_DEFS,
    resolvers: {
      Query: {
        filmography: async (_parent, { person, pagination }, { state }) => {
          const params = (pagination ?? {}) as PaginationParams;
          const answer = await filmographyFor(strapi, state.auth, String(person), params);
          return {
            nodes: answer.works,
            pageInfo: describePage(strapi, answer.window, answer.totals.movies, {
              withCount: true,
            }),
            totals: answer.totals,
          };
        },
      },
    },
    resolversConfig: {
      'Query.filmography': { auth: { scope: ['api::person.person.filmography'] } },
    },
  });
};
