import {
  type ApiDescription,
  arrayOf,
  exampleDocumentId,
  json,
  object,
  ref,
  type Schema,
} from '../openapi/kit';

const text: Schema = { type: 'string' };
const count: Schema = { type: 'integer', minimum: 1 };

export const facetsApi: ApiDescription = {
  schemas: {
    MovieFacets: object({
      genres: arrayOf(object({ documentId: ref('DocumentId'), name: text, count })),
      countries: arrayOf(object({ documentId: ref('DocumentId'), name: text, code: text, count })),
      decades: arrayOf(
        object({
          decade: {
            type: ['integer', 'null'],
            description: 'The first year; null is for movies without a release date.',
          },
          count,
        }),
      ),
    }),
  },
  operations: {
    'GET /movies/facets': {
      operationId: 'getMovieFacets',
      summary: 'How many movies there are of each genre, country and decade',
      description:
        'Of the movies that a list with the same filters would have; the most frequent first. Needs the permission to list movies.',
      parameters: [
        {
          name: 'filters',
          in: 'query',
          description: 'As those of `GET /api/movies`.',
          schema: ref('MovieFilters'),
          style: 'deepObject',
          explode: true,
          example: { genres: { documentId: { $ne: exampleDocumentId('genre') } } },
        },
        {
          name: 'status',
          in: 'query',
          description: 'Drafts are for callers with the permission to see them.',
          schema: { type: 'string', enum: ['published', 'draft'], default: 'published' },
        },
      ],
      responses: {
        200: json(
          'The facets, and how many movies pass the filters.',
          object({
            data: ref('MovieFacets'),
            meta: object({ total: { type: 'integer', minimum: 0 } }),
          }),
        ),
      },
      errors: [503],
    },
  },
};
