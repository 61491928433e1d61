import type { View } from './view';

export const genreView: View<'api::genre.genre'> = {
  uid: 'api::genre.genre',
  title: 'name',
  sort: { by: 'name', order: 'ASC' },
  columns: ['name', 'updatedAt'],
  rows: [[['name', 6]]],
  fields: {
    name: {
      label: 'Name',
      placeholder: 'Film noir',
      description: 'There is one genre of each name, in capitals or not',
    },
    createdAt: { label: 'Created' },
    updatedAt: { label: 'Last change' },
  },
};

export const countryView: View<'api::country.country'> = {
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
};
