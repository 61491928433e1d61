import { json } from './core-operations';
import { arrayOf, object, ref } from './schemas/common';
import type { ApiDescription, OperationDescription, Parameter, Schema } from './types';

const text: Schema = { type: 'string' };

/** A schema of Strapi's, whose shape is Strapi's own affair. */
const description = (info: Record<string, Schema>): Schema => ({
  type: 'object',
  properties: { uid: text, ...info, schema: { type: 'object' } },
  required: ['uid', 'schema'],
});

const uid = (example: string): Parameter => ({
  name: 'uid',
  in: 'path',
  required: true,
  schema: text,
  example,
});

/** The plugin answers so, instead of in the format of the other errors. */
const unknown = json('There is no such schema.', object({ error: text }));

const one = (
  operationId: string,
  summary: string,
  schema: string,
  example: string,
): OperationDescription => ({
  operationId,
  summary,
  parameters: [uid(example)],
  responses: { 200: json('Its schema.', object({ data: ref(schema) })), 404: unknown },
});

const all = (operationId: string, summary: string, schema: string): OperationDescription => ({
  operationId,
  summary,
  responses: { 200: json('Their schemas.', object({ data: arrayOf(ref(schema)) })) },
});

/** Endpoints of Strapi's plugins that are left as they come. */
export const strapiPluginsApi: ApiDescription = {
  tags: [
    { name: 'Content type builder', description: 'What content types and components there are.' },
    { name: 'Email', description: 'Mail that a program sends.' },
    { name: 'I18n', description: 'The languages of the site.' },
    { name: 'GraphQL', description: 'The same API in GraphQL.' },
    { name: 'Documentation', description: 'What there is to call.' },
  ],
  schemas: {
    ContentTypeDescription: description({ apiID: text, plugin: text }),
    ComponentDescription: description({ category: text, apiId: text }),
    SiteLocale: {
      type: 'object',
      properties: { code: text, name: text, isDefault: { type: 'boolean' } },
      required: ['code', 'name', 'isDefault'],
    },
  },
  operations: {
    'GET /content-type-builder/content-types': all(
      'findContentTypes',
      'The content types',
      'ContentTypeDescription',
    ),
    'GET /content-type-builder/content-types/:uid': one(
      'getContentType',
      'A content type',
      'ContentTypeDescription',
      'api::movie.movie',
    ),
    'GET /content-type-builder/components': all(
      'findComponents',
      'The components',
      'ComponentDescription',
    ),
    'GET /content-type-builder/components/:uid': one(
      'getComponent',
      'A component',
      'ComponentDescription',
      'none.none',
    ),
    'GET /i18n/locales': {
      operationId: 'findLocales',
      summary: 'The languages of the site',
      responses: { 200: json('The languages.', arrayOf(ref('SiteLocale'))) },
    },
    'POST /email': {
      operationId: 'sendEmail',
      summary: 'Sends an email',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: { to: text, subject: text, text, html: text },
              required: ['to', 'subject'],
            },
            example: { to: 'ada@example.com', subject: 'Premiere', text: 'On Friday at eight.' },
          },
        },
      },
      responses: { 200: json('It was handed over to the mail server.', object({})) },
      errors: [500],
    },
  },
};
