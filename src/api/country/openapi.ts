import type { ApiDescription } from '../../openapi/kit';

export default {
  examples: {
    'api::country.country': {
      filters: { code: { $in: ['DE', 'FR'] } },
      sort: ['name'],
      search: 'german',
      // A code that ISO 3166 leaves to its users.
      create: { name: 'Freedonia', code: 'XF' },
      update: { name: 'Sylvania' },
    },
  },
} satisfies ApiDescription;
