import type { View } from '../../views';

export default {
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
} satisfies View<'api::genre.genre'>;
