import type { View } from '../../views';

export default {
  uid: 'api::character.character',
  title: 'label',
  sort: { by: 'name', order: 'ASC' },
  columns: ['name', 'actor', 'role', 'movies'],
  rows: [
    [
      ['name', 8],
      ['role', 4],
    ],
    [
      ['actor', 6],
      ['movies', 6],
    ],
    [['description', 12]],
  ],
  fields: {
    name: {
      label: 'Name',
      placeholder: 'Charlotte',
      description: 'As the credits say; “Unnamed” if they do not',
    },
    role: {
      label: 'Role',
      description: 'How big the part is',
    },
    actor: {
      label: 'Actor',
      placeholder: 'Type a name',
      description: 'Somebody new: choose “Create a relation”',
      mainField: 'label',
    },
    movies: {
      label: 'Movies',
      placeholder: 'Type a title',
      description: 'One or more. The cast of published movies changes at once.',
      mainField: 'title',
    },
    description: {
      label: 'Description',
      placeholder: 'Who the character is',
    },
    label: { label: 'Name and actor' },
    createdAt: { label: 'Created' },
    updatedAt: { label: 'Last change' },
  },
} satisfies View<'api::character.character'>;
