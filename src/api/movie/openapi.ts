import { type ApiDescription, exampleDocumentId, json, object, ref } from '../../openapi/kit';

const status = 'A draft may lack what is mandatory; its `publishedAt` is null.';

export default {
  operations: {
    'GET /movies/:id/preview': {
      operationId: 'previewMovie',
      summary: 'The draft of a movie',
      description: `As \`GET /api/movies/{id}?status=draft\` gives it. ${status}`,
      responses: { 200: json('The draft.', object({ data: ref('MovieDraft'), meta: object({}) })) },
    },
  },
  schemas: {
    /** What is mandatory is asked for when a movie is published. */
    MovieDraft: ({ Movie = {} }) => ({
      ...Movie,
      description: status,
      properties: {
        ...Movie.properties,
        title: { ...Movie.properties?.title, type: ['string', 'null'] },
        publishedAt: { type: 'null' },
      },
    }),
  },
  examples: {
    'api::movie.movie': {
      fields: [
        'title',
        'description',
        'releaseDate',
        'durationMinutes',
        'budget',
        'favoritesCount',
      ].concat(['createdAt', 'updatedAt', 'publishedAt']),
      filters: {
        genres: { name: { $eq: 'Drama' } },
        releaseDate: { $gte: '1920-01-01', $lt: '2020-01-01' },
      },
      sort: ['releaseDate:desc', 'title'],
      populate: { director: { populate: 'photos' }, genres: true, poster: true },
      search: 'metropolis',
      create: {
        title: 'M',
        releaseDate: '1931-05-11',
        durationMinutes: 111,
        director: exampleDocumentId('person'),
        country: exampleDocumentId('country'),
        genres: [exampleDocumentId('genre')],
        characters: [exampleDocumentId('character')],
      },
      update: { durationMinutes: 148 },
    },
  },
} satisfies ApiDescription;
