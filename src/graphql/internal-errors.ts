import type { Core } from '@strapi/strapi';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** The parts of a request to Apollo that are used here. */
interface AnsweredRequest {
  /** As they were thrown, in the order of those of the answer. */
  errors?: readonly GraphQLError[];
  response: {
    body: { kind: string; singleResult?: { errors?: readonly GraphQLFormattedError[] } };
  };
}

interface ApolloPlugin {
  requestDidStart: () => Promise<{ willSendResponse: (request: AnsweredRequest) => Promise<void> }>;
}

const MESSAGE = 'Internal Server Error';
const CODE = 'INTERNAL_SERVER_ERROR';

/** An error of graphql-js itself, e.g. about null where there must be a value, is for the client. */
const isUnexpected = (thrown: GraphQLError | undefined): boolean =>
  thrown?.originalError !== undefined && !(thrown.originalError instanceof GraphQLError);

const withoutReason = ({ path, locations }: GraphQLFormattedError): GraphQLFormattedError => ({
  message: MESSAGE,
  locations,
  path,
  extensions: { code: CODE, error: { name: 'InternalServerError', message: MESSAGE } },
});

const hideReasons = (strapi: Core.Strapi, { errors, response }: AnsweredRequest): void => {
  const { singleResult } = response.body;
  if (!singleResult?.errors) return;
  singleResult.errors = singleResult.errors.map((error, index) => {
    const thrown = errors?.[index];
    if (error.extensions?.code !== CODE || !isUnexpected(thrown)) return error;
    // Strapi logs those with properties only, and answers others as they are.
    if (error.message !== MESSAGE) strapi.log.error(thrown?.originalError);
    return withoutReason(error);
  });
};

/**
 * Says of unexpected errors no more than REST does. Strapi puts the name and the message of what was
 * thrown beside the message of the answer, and of the database that is the statement.
 */
export const hideInternalErrors = (strapi: Core.Strapi): void => {
  const plugins = strapi.config.get<object[]>('plugin::graphql.apolloServer.plugins', []);
  const plugin: ApolloPlugin = {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: (request) => {
          hideReasons(strapi, request);
          return Promise.resolve();
        },
      }),
  };
  strapi.config.set('plugin::graphql.apolloServer.plugins', [...plugins, plugin]);
};
