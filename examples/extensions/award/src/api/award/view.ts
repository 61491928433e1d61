import type { View } from '../../views';

export default {
  uid: 'api::award.award',
  title: 'name',
  sort: { by: 'year', order: 'DESC' },
  columns: ['year', 'name', 'category', 'movie'],
  rows: [
    [
      ['name', 8],
      ['year', 4],
    ],
    [
      ['movie', 6],
      ['person', 6],
    ],
    [['category', 12]],
  ],
  fields: {
    name: { label: 'Name', placeholder: 'Academy Award' },
    category: { label: 'Category', placeholder: 'Best Original Screenplay' },
    year: { label: 'Year', description: 'In which it was awarded' },
    movie: { label: 'Movie', mainField: 'title' },
    person: { label: 'Person', mainField: 'label', description: 'Empty when it went to the movie' },
  },
} satisfies View<'api::award.award'>;
