import { type ApiDescription, arrayOf, extended, ref } from '../openapi/kit';

export const photosApi: ApiDescription = {
  schemas: {
    Photo: ({ File }) => ({
      ...extended(File, {
        isPrimary: { type: 'boolean', description: 'Whether it is the one to show of the person.' },
      }),
      description: 'One of the photos of a person.',
    }),
  },
  entries: {
    'api::person.person': (person) => ({
      ...extended(person, { photos: arrayOf(ref('Photo')) }),
      description: person.description,
    }),
  },
};
