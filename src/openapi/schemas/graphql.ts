import { arrayOf, nullable, object } from './common';
import type { Schema } from '../types';

/** What `POST /graphql` takes and answers. */
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
