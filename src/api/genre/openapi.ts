import type { ApiDescription } from '../../openapi/kit';

export default {
  examples: {
    'api::genre.genre': {
      filters: { name: { $containsi: 'fiction' } },
      sort: ['name'],
      search: 'science',
      create: { name: 'Silent film' },
      update: { name: 'Talking picture' },
    },
  },
} satisfies ApiDescription;
