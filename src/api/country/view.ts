import type { View } from '../../views';

export default {
  uid: 'api::country.country',
  title: 'name',
  sort: { by: 'name', order: 'ASC' },
  columns: ['name', 'code', 'updatedAt'],
  rows: [
    [
      ['name', 8],
      ['code', 4],
    ],
  ],
  fields: {
    name: { label: 'Name', placeholder: 'New Zealand' },
    code: {
      label: 'Code',
      placeholder: 'NZ',
      description: 'ISO 3166-1: two capitals. Former countries: four, from ISO 3166-3.',
    },
    createdAt: { label: 'Created' },
    updatedAt: { label: 'Last change' },
  },
} satisfies View<'api::country.country'>;
