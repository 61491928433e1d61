import {
  type ApiDescription,
  arrayOf,
  exampleDocumentId,
  json,
  object,
  ref,
  type Schema,
} from '../openapi/kit';

const pagination: Schema = object(
  {
    page: { type: 'integer', minimum: 1, default: 1 },
    pageSize: { type: 'integer', minimum: 1, maximum: 100, default: 25 },
    start: { type: 'integer', minimum: 0 },
    limit: { type: 'integer', minimum: 1, maximum: 100 },
    withCount: { type: 'boolean', default: true },
  },
  [],
);

export const filmographyApi: ApiDescription = {
  schemas: {
    FilmographyEntry: object({
      movie: { ...ref('Movie'), description: 'All attributes, and the poster.' },
      directed: { type: 'boolean', description: 'Whether the person has directed it.' },
      characters: {
        ...arrayOf(
          object({
            id: { type: 'integer' },
            documentId: ref('DocumentId'),
            name: { type: 'string' },
            role: { type: 'string', enum: ['leading', 'supporting', 'background'] },
          }),
        ),
        description: 'Whom the person plays in it, in billing order.',
      },
    }),
    FilmographyTotals: object({
      movies: { type: 'integer', minimum: 0, description: 'Published movies, each counted once.' },
      budget: {
        type: 'number',
        description: 'The sum of their budgets, as far as they are known.',
      },
    }),
  },
  operations: {
    'GET /people/:documentId/filmography': {
      operationId: 'getFilmography',
      summary: 'Movies that a person has directed or acted in',
      description:
        'Published ones, each once: newest first, those without a date last. Needs the permission to list people and movies; for who may not list characters, it is what the person has directed.',
      parameters: [
        {
          name: 'documentId',
          in: 'path',
          required: true,
          description: 'Of a person.',
          schema: ref('DocumentId'),
          example: exampleDocumentId('person'),
        },
        {
          name: 'pagination',
          in: 'query',
          schema: pagination,
          style: 'deepObject',
          explode: true,
          example: { page: 1, pageSize: 10 },
        },
      ],
      responses: {
        200: json(
          'A page of movies, and totals of all of them.',
          object({
            data: arrayOf(ref('FilmographyEntry')),
            meta: object({
              totals: ref('FilmographyTotals'),
              pagination: ref('Pagination'),
            }),
          }),
        ),
      },
    },
  },
};
