import type { Core } from '@strapi/strapi';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { estimateCost, type PageLimits } from './estimate';
import { writtenSize } from './written-size';

/** No frontend writes so many; rules that compare each with each take a second for 10,000. */
const MAX_SELECTIONS = 1000;

/** The parts of a request to Apollo that are used here. */
interface ApolloRequest {
  schema: GraphQLSchema;
  document?: DocumentNode;
  operation?: OperationDefinitionNode;
  request: { variables?: Record<string, unknown> };
}

interface ApolloPlugin {
  requestDidStart: () => Promise<{
    validationDidStart: (request: ApolloRequest) => Promise<void>;
    didResolveOperation: (request: ApolloRequest) => Promise<void>;
  }>;
}

const refusal = (message: string, details: object): GraphQLError =>
  new GraphQLError(message, {
    extensions: {
      code: 'BAD_USER_INPUT',
      error: { name: 'ValidationError', message, details },
      http: { status: 400 },
    },
  });

const tooLong = (size: number): GraphQLError => {
  const [counted, selections] = Number.isFinite(size) ? [String(size), size] : ['too many', null];
  return refusal(
    `The query has ${counted} fields and fragments, each fragment written out where it is used; ${MAX_SELECTIONS} are allowed. Ask in several requests.`,
    { selections, limit: MAX_SELECTIONS },
  );
};

const tooCostly = (cost: number, limit: number): GraphQLError =>
  refusal(
    `The query could cost ${cost}, and ${limit} is allowed: that many values would be in its answer if all lists were full. Ask for shorter lists, e.g. "characters(pagination: { limit: 5 })", for fewer lists within lists, or in several requests.`,
    { cost, limit },
  );

/** Refuses, before anything is read, operations that could cost more than `maxCost`. */
const costLimit = (maxCost: number, limits: PageLimits): ApolloPlugin => {
  const refused = new WeakMap<DocumentNode, GraphQLError>();

  const hooks = {
    /**
     * Validation itself would take too long for such a document, and can only be refused afterwards; it
     * is given an empty one, which Apollo may remember in place of the one that was sent.
     */
    validationDidStart(request: ApolloRequest) {
      const size = request.document ? writtenSize(request.document, MAX_SELECTIONS) : 0;
      if (size > MAX_SELECTIONS) {
        request.document = { kind: Kind.DOCUMENT, definitions: [] };
        refused.set(request.document, tooLong(size));
      }
      return Promise.resolve();
    },

    didResolveOperation({ schema, document, operation, request }: ApolloRequest) {
      const error = document && refused.get(document);
      if (error) return Promise.reject(error);
      if (!document || !operation) return Promise.resolve();
      const variables = request.variables ?? {};
      const cost = estimateCost({ schema, document, operation }, variables, limits);
      return cost > maxCost ? Promise.reject(tooCostly(cost, maxCost)) : Promise.resolve();
    },
  };
  return { requestDidStart: () => Promise.resolve(hooks) };
};

/** Adds the limit that `config/graphql.ts` sets to the Apollo server that the plugin will start. */
export const limitQueryCost = (strapi: Core.Strapi): void => {
  const { defaultLimit, maxLimit } = strapi.config.get<PageLimits>('plugin::graphql');
  const plugins = strapi.config.get<ApolloPlugin[]>('plugin::graphql.apolloServer.plugins', []);
  const maxCost = strapi.config.get<number>('graphql.maxCost');
  strapi.config.set('plugin::graphql.apolloServer.plugins', [
    ...plugins,
    costLimit(maxCost, { defaultLimit, maxLimit }),
  ]);
};
