import { type ApiDescription, exampleDocumentId } from '../../openapi/kit';

export default {
  examples: {
    'api::character.character': {
      filters: { role: { $eq: 'leading' }, actor: { lastName: { $notNull: true } } },
      sort: ['name'],
      populate: ['actor', 'movies'],
      search: 'maria',
      create: {
        name: 'Freder',
        role: 'leading',
        actor: exampleDocumentId('person'),
        movies: [exampleDocumentId('movie')],
      },
      update: { role: 'supporting' },
    },
  },
} satisfies ApiDescription;
