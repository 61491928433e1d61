import { json } from './core-operations';
import { errorResponse } from './errors';
import { ref } from './schemas/common';
import type { Operation } from './types';

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
