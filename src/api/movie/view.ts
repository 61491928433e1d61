import type { View } from '../../views';

/** The latest work first; in the form, what a movie cannot be published without comes first. */
export default {
  uid: 'api::movie.movie',
  title: 'title',
  sort: { by: 'updatedAt', order: 'DESC' },
  // Beside them, the panel shows the year after the title (src/admin), and the status last. More
  // would push the status out of a laptop's screen.
  columns: ['poster', 'title', 'director'],
  rows: [
    [
      ['title', 8],
      ['releaseDate', 4],
    ],
    [
      ['director', 6],
      ['country', 6],
    ],
    [['characters', 12]],
    [
      ['genres', 6],
      ['poster', 6],
    ],
    [['description', 12]],
    [
      ['durationMinutes', 6],
      ['budget', 6],
    ],
  ],
  fields: {
    title: {
      label: 'Title',
      placeholder: 'Lost in Translation',
    },
    releaseDate: {
      label: 'Release date',
      column: 'Released',
      description: 'The first release in any country',
    },
    director: {
      label: 'Director',
      placeholder: 'Type a name',
      description: 'Needed to publish. Somebody new: choose “Create a relation”.',
      mainField: 'label',
    },
    country: {
      label: 'Country',
      placeholder: 'Type a country',
      description: 'Needed to publish. Where the production was based.',
      mainField: 'name',
    },
    characters: {
      label: 'Cast',
      placeholder: 'Type the name of a character or an actor',
      description:
        'Needed to publish: one character or more. Drag them into billing order, the biggest part first.',
      mainField: 'label',
    },
    genres: {
      label: 'Genres',
      placeholder: 'Type a genre',
      description: 'The one that fits best first',
      mainField: 'name',
    },
    poster: {
      label: 'Poster',
      description: 'One picture in portrait format',
    },
    description: {
      label: 'Description',
      placeholder: 'What the movie is about, in a few sentences',
    },
    durationMinutes: {
      label: 'Duration',
      column: 'Minutes',
      placeholder: '102',
      description: 'In minutes',
    },
    budget: {
      label: 'Budget',
      placeholder: '4000000',
      description: 'In US dollars, without separators: four million is 4000000',
    },
    favoritesCount: { label: 'Favorites' },
    createdAt: { label: 'Created' },
    updatedAt: { label: 'Last change' },
  },
} satisfies View<'api::movie.movie'>;
