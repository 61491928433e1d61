import type { View } from '../../views';

/** By last name, as people are looked up. */
export default {
  uid: 'api::person.person',
  title: 'label',
  sort: { by: 'lastName', order: 'ASC' },
  columns: ['primaryPhoto', 'firstName', 'lastName', 'dateOfBirth', 'country'],
  rows: [
    [
      ['firstName', 6],
      ['lastName', 6],
    ],
    [
      ['dateOfBirth', 4],
      ['gender', 4],
      ['country', 4],
    ],
    [
      ['photos', 6],
      ['biography', 6],
    ],
    [
      ['directedMovies', 6],
      ['characters', 6],
    ],
  ],
  fields: {
    firstName: {
      label: 'First name',
      placeholder: 'Sofia',
      description: 'With middle names; the whole name of somebody who has only one',
    },
    lastName: {
      label: 'Last name',
      placeholder: 'Coppola',
      description: 'With what belongs to it: De Niro, von Trier, Downey Jr.',
    },
    dateOfBirth: {
      label: 'Date of birth',
      column: 'Born',
      description: 'Its year tells people of one name apart',
    },
    gender: { label: 'Gender' },
    country: {
      label: 'Country',
      placeholder: 'Type a country',
      description: 'Where the person comes from; “Unknown” if nobody knows',
      mainField: 'name',
    },
    photos: {
      label: 'Photos',
      description: 'In the order in which they are shown',
    },
    primaryPhoto: {
      label: 'Primary photo',
      column: 'Photo',
      description: 'The one of the photos that stands for the person',
    },
    biography: {
      label: 'Biography',
      placeholder: 'Life and work, in a few paragraphs',
    },
    directedMovies: {
      label: 'Directed',
      placeholder: 'Type a title',
      description: 'A change is live at once, also in published movies',
      mainField: 'title',
    },
    characters: {
      label: 'Plays',
      placeholder: 'Type the name of a character',
      description: 'A change is live at once, also in published movies',
      mainField: 'label',
    },
    label: { label: 'Name and year of birth' },
    createdAt: { label: 'Created' },
    updatedAt: { label: 'Last change' },
  },
} satisfies View<'api::person.person'>;
