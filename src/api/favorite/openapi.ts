import {
  type ApiDescription,
  arrayOf,
  exampleDocumentId,
  json,
  object,
  type OperationDescription,
  type Parameter,
  ref,
} from '../../openapi/kit';

const movieId = exampleDocumentId('movie');

const movie: Parameter = {
  name: 'documentId',
  in: 'path',
  required: true,
  description: 'Of a published movie.',
  schema: ref('DocumentId'),
  example: movieId,
};

const write = (
  operationId: string,
  summary: string,
  description: string,
): OperationDescription => ({
  operationId,
  summary,
  description,
  parameters: [movie],
  responses: {
    200: json(
      'The state after the write.',
      object({ data: ref('FavoriteChange'), meta: object({}) }),
    ),
  },
  errors: [429],
});

const list = (name: string, rest: Omit<Parameter, 'name' | 'in'>): Parameter => ({
  name,
  in: 'query',
  ...rest,
});

const deepObject = { style: 'deepObject', explode: true } as const;

export default {
  schemas: {
    FavoriteChange: object({
      movie: ref('DocumentId'),
      favorite: { type: 'boolean' },
      favoritesCount: {
        type: 'integer',
        minimum: 0,
        description: 'How many users have favorited the movie.',
      },
    }),
    FavoriteState: object({ movie: ref('DocumentId'), favorite: { type: 'boolean' } }),
  },
  operations: {
    'POST /movies/:documentId/favorite': write(
      'toggleFavorite',
      'Adds a movie to the caller’s favorites, or takes it out',
      'Two at once end where they began: a client that retries sends PUT or DELETE.',
    ),
    'PUT /movies/:documentId/favorite': write(
      'addFavorite',
      'Adds a movie to the caller’s favorites',
      'The second time changes nothing and answers the same.',
    ),
    'DELETE /movies/:documentId/favorite': write(
      'removeFavorite',
      'Takes a movie out of the caller’s favorites',
      'The second time changes nothing and answers the same.',
    ),
    'GET /users/me/favorites': {
      operationId: 'findMyFavorites',
      summary: 'A page of the caller’s favorites',
      description:
        'Newest first, each with its movie, which is null while the movie is not published.',
      parameters: [
        list('filters', {
          schema: ref('FavoriteFilters'),
          ...deepObject,
          example: { movie: { title: { $containsi: 'metro' } } },
        }),
        list('sort', { schema: arrayOf(ref('FavoriteSort')), style: 'form', explode: false }),
        list('fields', { schema: arrayOf(ref('FavoriteField')), style: 'form', explode: false }),
        list('populate', {
          schema: ref('FavoritePopulate'),
          ...deepObject,
          example: { movie: { populate: 'poster' } },
        }),
        list('pagination', {
          schema: object(
            {
              page: { type: 'integer', minimum: 1, default: 1 },
              pageSize: { type: 'integer', minimum: 1, maximum: 100, default: 25 },
            },
            [],
          ),
          ...deepObject,
          example: { page: 1, pageSize: 10 },
        }),
      ],
      responses: {
        200: json(
          'A page of favorites.',
          object({
            data: arrayOf(ref('Favorite')),
            meta: object({ pagination: ref('Pagination') }),
          }),
        ),
      },
    },
    'GET /favorites/states': {
      operationId: 'getFavoriteStates',
      summary: 'Which of these movies are favorites of the caller',
      parameters: [
        list('movies', {
          required: true,
          description: 'Up to 100 documentIds.',
          schema: { ...arrayOf(ref('DocumentId')), minItems: 1, maxItems: 100 },
          style: 'form',
          explode: false,
          example: [movieId],
        }),
      ],
      responses: {
        200: json(
          'In the order in which they were asked for.',
          object({ data: arrayOf(ref('FavoriteState')), meta: object({}) }),
        ),
      },
    },
  },
} satisfies ApiDescription;
