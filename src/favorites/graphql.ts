import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import DataLoader from 'dataloader';
import { type Caller, identifyCaller } from '../accounts/caller';
import { consumeFavoriteWrite } from '../rate-limits';
import {
  authService,
  type GraphQLContext,
  graphqlExtension,
  type GraphQLResolver,
  transformGraphQLArgs,
} from '../strapi-services';
import { findFavorites } from './list';
import { favoritesAmong } from './states';
import { type Operation, writeFavorite } from './write';

const FAVORITE = 'api::favorite.favorite';

const TYPE_DEFS = /* GraphQL */ `
  type FavoriteState {
    "The movie's documentId."
    movie: ID!
    favorite: Boolean!
    "How many users have favorited the movie."
    favoritesCount: Int!
  }

  type FavoriteConnection {
    nodes: [Favorite!]!
    pageInfo: Pagination!
  }

  extend type Movie {
    "Whether the caller has favorited the movie; null when nobody is signed in."
    isFavorite: Boolean
  }

  extend type Query {
    "The caller's favorites, newest first."
    myFavorites(
      filters: FavoriteFiltersInput
      pagination: PaginationArg = {}
      sort: [String] = []
      status: PublicationStatus = PUBLISHED
    ): [Favorite!]!
    myFavorites_connection(
      filters: FavoriteFiltersInput
      pagination: PaginationArg = {}
      sort: [String] = []
      status: PublicationStatus = PUBLISHED
    ): FavoriteConnection!
  }

  extend type Mutation {
    "Adds the favorite when it is not there, and removes it when it is."
    toggleFavorite(movie: ID!): FavoriteState!
    addFavorite(movie: ID!): FavoriteState!
    removeFavorite(movie: ID!): FavoriteState!
  }
`;

/** A resolver for signed-in users whose role may do what REST calls `action`. */
const forCaller =
  (
    action: string,
    resolve: (args: Record<string, unknown>, caller: Caller, context: GraphQLContext) => unknown,
  ): GraphQLResolver =>
  async (_parent, args, context) =>
    resolve(args, await identifyCaller(context.koaContext, `${FAVORITE}.${action}`), context);

const listResolver = (strapi: Core.Strapi, withCount: boolean) =>
  forCaller('mine', async (args, { account, auth }) => {
    const schema = strapi.contentType(FAVORITE);
    const { start, limit, ...query } = transformGraphQLArgs(strapi, args, schema);
    await strapi.contentAPI.validate.query(query, schema, { auth });
    const sanitized = await strapi.contentAPI.sanitize.query(query, schema, { auth });
    const { results, pagination } = await findFavorites(strapi, account.id, {
      ...sanitized,
      populate: {},
      pagination: { start, limit, withCount },
    });
    if (!withCount) return results;
    const total = pagination.total ?? 0;
    const pageInfo = {
      total,
      page: Math.floor(start / limit) + 1,
      pageSize: limit,
      pageCount: Math.ceil(total / limit),
    };
    return { nodes: results, pageInfo };
  });

const writeResolver = (strapi: Core.Strapi, operation: Operation) =>
  forCaller(operation, async ({ movie }, { account }, { koaContext }) => {
    await consumeFavoriteWrite(strapi, koaContext, account.id);
    return writeFavorite(strapi, account, String(movie), operation);
  });

type Loader = DataLoader<string, boolean>;

const createLoader = async (
  strapi: Core.Strapi,
  { state }: GraphQLContext,
): Promise<Loader | undefined> => {
  const { user, auth } = state;
  if (!user || !auth) return undefined;
  try {
    await authService(strapi).verify(auth, { scope: [`${FAVORITE}.states`] });
  } catch (error) {
    if (error instanceof errors.ForbiddenError) return undefined;
    throw error;
  }
  return new DataLoader(async (movies) => {
    const favorites = await favoritesAmong(strapi, user.id, movies);
    return movies.map((movie) => favorites.has(movie));
  });
};

/** One statement for all movies of a request that are resolved together. */
const isFavoriteResolver = (strapi: Core.Strapi): GraphQLResolver => {
  const loaders = new WeakMap<object, Promise<Loader | undefined>>();
  return async (movie, _args, context) => {
    const loading = loaders.get(context) ?? createLoader(strapi, context);
    loaders.set(context, loading);
    const loader = await loading;
    return loader?.load((movie as { documentId: string }).documentId) ?? null;
  };
};

/** Adds to GraphQL what the REST endpoints of favorites offer, and `isFavorite` to Movie. */
export const extendGraphQLWithFavorites = (strapi: Core.Strapi): void => {
  const fields: Record<'Query' | 'Mutation', Record<string, GraphQLResolver>> = {
    Query: {
      myFavorites: listResolver(strapi, false),
      myFavorites_connection: listResolver(strapi, true),
    },
    Mutation: {
      toggleFavorite: writeResolver(strapi, 'toggle'),
      addFavorite: writeResolver(strapi, 'add'),
      removeFavorite: writeResolver(strapi, 'remove'),
    },
  };
  graphqlExtension(strapi).use({
    typeDefs: TYPE_DEFS,
    resolvers: { ...fields, Movie: { isFavorite: isFavoriteResolver(strapi) } },
    // The resolvers ask for themselves, to tell "not signed in" from "not permitted".
    resolversConfig: Object.fromEntries(
      Object.entries(fields).flatMap(([type, resolvers]) =>
        Object.keys(resolvers).map((name) => [`${type}.${name}`, { auth: false }]),
      ),
    ),
  });
};
