import { type ApiDescription, exampleDocumentId, json, object, ref } from '../../openapi/kit';

export default {
  operations: {
    'PUT /people/:documentId/primary-photo': {
      operationId: 'setPrimaryPhoto',
      summary: 'Makes one of a person’s photos the primary one',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: object({
              data: object({
                photo: {
                  description: 'One of the photos of the person, by its `id` or `documentId`.',
                  anyOf: [{ type: 'integer', minimum: 1 }, ref('DocumentId')],
                },
              }),
            }),
            example: { data: { photo: exampleDocumentId('photo') } },
          },
        },
      },
      responses: {
        200: json(
          'The person, with photos and primary photo.',
          object({ data: ref('Person'), meta: object({}) }),
        ),
      },
    },
  },
  examples: {
    'api::person.person': {
      filters: { lastName: { $startsWithi: 'l' } },
      sort: ['lastName', 'firstName'],
      populate: ['photos', 'country'],
      search: 'lang',
      create: {
        firstName: 'Thea',
        lastName: 'von Harbou',
        dateOfBirth: '1888-12-27',
        gender: 'female',
        country: exampleDocumentId('country'),
      },
      update: { biography: 'Left Berlin for Paris, and Paris for Hollywood.' },
    },
  },
} satisfies ApiDescription;
