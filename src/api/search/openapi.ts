import {
  type ApiDescription,
  arrayOf,
  json,
  nullable,
  object,
  type Parameter,
  ref,
} from '../../openapi/kit';

const query = (name: string, rest: Omit<Parameter, 'name' | 'in'>): Parameter => ({
  name,
  in: 'query',
  ...rest,
});

export default {
  tags: [{ name: 'Search', description: 'Movies, people and characters by name.' }],
  schemas: {
    SearchType: { type: 'string', enum: ['movie', 'person', 'character'] },
    SearchThumbnail: object({
      url: { type: 'string' },
      width: { type: ['integer', 'null'], description: 'Pixels.' },
      height: { type: ['integer', 'null'], description: 'Pixels.' },
    }),
    SearchHit: object({
      type: ref('SearchType'),
      documentId: ref('DocumentId'),
      label: {
        type: 'string',
        description: 'Title of a movie, full name of a person, name of a character.',
      },
      year: { type: ['integer', 'null'], description: 'Of release or of birth.' },
      thumbnail: {
        ...nullable(ref('SearchThumbnail')),
        description:
          'Of the poster or the primary photo; for a character, the actor’s, where the caller may list people.',
      },
      score: { type: 'number', minimum: 0, maximum: 1 },
    }),
  },
  operations: {
    'GET /search': {
      tag: 'Search',
      operationId: 'search',
      summary: 'Movies, people and characters by name, best first',
      description:
        'With typing errors, without accents, in any order of the words, and while the last of them is still being typed. Types that the caller may not list are left out.',
      parameters: [
        query('q', {
          required: true,
          description: 'What somebody has typed.',
          schema: { type: 'string' },
          example: 'metropols',
        }),
        query('types', {
          description: 'Only these; by default all that the caller may list.',
          schema: arrayOf(ref('SearchType')),
          style: 'form',
          explode: false,
          example: ['movie', 'person'],
        }),
        query('page', { schema: { type: 'integer', minimum: 1, maximum: 1000, default: 1 } }),
        query('pageSize', {
          schema: { type: 'integer', minimum: 1, maximum: 100, default: 25 },
          example: 10,
        }),
      ],
      responses: {
        200: json(
          'A page of hits.',
          object({
            data: arrayOf(ref('SearchHit')),
            meta: object({ pagination: ref('Pagination') }),
          }),
        ),
      },
      errors: [503],
    },
  },
} satisfies ApiDescription;
