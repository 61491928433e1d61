import { json } from './core-operations';
import { errorResponse } from './errors';
import { arrayOf, nullable, object, ref } from './schemas/common';
import type { Operation, Schema } from './types';

export const GRAPHQL_SCHEMAS: Record<string, Schema> = {
  GraphQLRequest: object(
    {
      query: { type: 'string' },
      variables: nullable({ type: 'object' }),
      operationName: nullable({ type: 'string' }),
    },
    ['query'],
  ),
  GraphQLAnswer: object(
    {
      data: nullable({ type: 'object' }),
      errors: arrayOf({
        type: 'object',
        properties: { message: { type: 'string' }, extensions: { type: 'object' } },
        required: ['message'],
      }),
      extensions: { type: 'object' },
    },
    [],
  ),
};

/** GraphQL describes itself, in `schema.graphql`; here is only where it is. */
export const GRAPHQL_OPERATION: Operation = {
  operationId: 'graphql',
  summary: 'Queries and mutations in GraphQL',
  description: 'What there is to ask for, `schema.graphql` of the project says.',
  tags: ['GraphQL'],
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: ref('GraphQLRequest'),
        example: { query: '{ movies(sort: "title") { documentId title director { lastName } } }' },
      },
    },
  },
  responses: {
    200: json('Data, errors, or some of both.', ref('GraphQLAnswer')),
    400: json('The query cannot be run.', ref('GraphQLAnswer')),
    401: errorResponse(401),
  },
  security: [{}, { userToken: [] }, { apiToken: [] }],
};
