import type { Core } from '@strapi/strapi';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { MAX_FILTER_DEPTH } from '../../drafts';
import { estimateCost, type PageLimits } from './estimate';
import { isNestedDeeper, sizeOf } from './nesting';
import { tooCostly, tooDeep, tooLong } from './refusals';
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

const refusalOf = (document: DocumentNode): GraphQLError | undefined => {
  const size = writtenSize(document, MAX_SELECTIONS);
  if (size > MAX_SELECTIONS) return tooLong(size, MAX_SELECTIONS);
  return isNestedDeeper(document, MAX_FILTER_DEPTH) ? tooDeep() : undefined;
};

/**
 * One for each value, used or not: whatever looks at them takes its time, and its stack.
 *
 * @throws {GraphQLError} that is a refusal when they are nested too deeply, or too many to be looked at
 */
const costOfVariables = (variables: Record<string, unknown>, maxCost: number): number => {
  const { keys, items, levels } = sizeOf(variables, MAX_FILTER_DEPTH);
  if (levels > MAX_FILTER_DEPTH) throw tooDeep();
  const cost = keys + items;
  if (cost > maxCost) throw tooCostly(cost, maxCost);
  return cost;
};

/** Refuses, before anything is read, operations that could cost more than `maxCost`. */
const costLimit = (maxCost: number, limits: PageLimits): ApolloPlugin => {
  const refused = new WeakMap<DocumentNode, GraphQLError>();

  const hooks = {
    /**
     * Validation itself would take too long for such a document, and can only be refused afterwards; it
     * is given an empty one, which Apollo may remember in place of the one that was sent.
     */
    validationDidStart(request: ApolloRequest) {
      const error = request.document && refusalOf(request.document);
      if (error) {
        request.document = { kind: Kind.DOCUMENT, definitions: [] };
        refused.set(request.document, error);
      }
      return Promise.resolve();
    },

    /** Throws in a promise, as Apollo expects it. */
    // eslint-disable-next-line @typescript-eslint/require-await
    async didResolveOperation({ schema, document, operation, request }: ApolloRequest) {
      const error = document && refused.get(document);
      if (error) throw error;
      if (!document || !operation) return;
      const variables = request.variables ?? {};
      const cost =
        costOfVariables(variables, maxCost) +
        estimateCost({ schema, document, operation }, variables, limits);
      if (cost > maxCost) throw tooCostly(cost, maxCost);
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
