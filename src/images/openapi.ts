import {
  type ApiDescription,
  arrayOf,
  extended,
  json,
  nullable,
  object,
  type Parameter,
  ref,
  type Schema,
  STORAGE_ERRORS,
} from '../openapi/kit';

const text: Schema = { type: 'string' };
const pixels: Schema = { type: 'integer', minimum: 1 };

const FORMATS = ['thumbnail', 'small', 'medium', 'large', 'xlarge'];

const smallerImage = object(
  {
    name: text,
    hash: text,
    ext: text,
    mime: text,
    path: nullable(text),
    width: pixels,
    height: pixels,
    size: { type: 'number' },
    sizeInBytes: { type: 'integer' },
    url: text,
    isUrlSigned: { type: 'boolean' },
  },
  ['name', 'hash', 'ext', 'mime', 'width', 'height', 'size', 'url'],
);

/** The attributes of a file that Strapi keeps as JSON, and what is said of it in answers alone. */
const file = (schema: Schema): Schema => {
  const all = extended(schema, {
    formats: {
      ...nullable(
        object(Object.fromEntries(FORMATS.map((name) => [name, ref('SmallerImage')])), []),
      ),
      description: 'The picture in each of the sizes that it exceeds.',
    },
    focalPoint: nullable({ type: 'object' }),
    size: { type: 'number', description: 'In kilobytes.' },
    placeholder: nullable({ ...text, description: 'A tiny WebP picture, as a data URI.' }),
    isUrlSigned: { type: 'boolean', description: 'Whether `url` is only valid for some time.' },
  });
  return {
    ...all,
    description: 'A picture of the media library.',
    required: all.required?.filter((name) => name !== 'isUrlSigned'),
  };
};

const id: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The numeric `id` of the file.',
  schema: { type: 'integer', minimum: 1 },
  example: 1,
};

const fileInfo: Schema = {
  ...text,
  contentMediaType: 'application/json',
  description:
    'Of the file, or a list of them: `{"name": …, "alternativeText": …, "caption": …}`, as JSON.',
  examples: ['{"alternativeText": "Poster of Metropolis"}'],
};

const filters: Parameter = {
  name: 'filters',
  in: 'query',
  schema: ref('FileFilters'),
  style: 'deepObject',
  explode: true,
  example: { mime: { $startsWith: 'image/' } },
};

const sort: Parameter = {
  name: 'sort',
  in: 'query',
  schema: arrayOf(ref('FileSort')),
  style: 'form',
  explode: false,
  example: ['name'],
};

const pagination: Parameter = {
  name: 'pagination',
  in: 'query',
  schema: object(
    {
      page: { type: 'integer', minimum: 1 },
      pageSize: { type: 'integer', minimum: 1, maximum: 100 },
    },
    [],
  ),
  style: 'deepObject',
  explode: true,
  example: { page: 1, pageSize: 10 },
};

export const imagesApi: ApiDescription = {
  tags: [{ name: 'Upload', description: 'The media library. It holds pictures and nothing else.' }],
  schemas: { SmallerImage: smallerImage },
  entries: { 'plugin::upload.file': file },
  operations: {
    'POST /upload': {
      operationId: 'uploadFiles',
      summary: 'Adds pictures to the media library, or replaces one',
      description:
        'JPEG, PNG, WebP, AVIF or GIF, with at most 10 MB unless the server is set otherwise. With `id`, one picture takes the place of another, which keeps its address; without a file, its texts are changed.',
      parameters: [{ ...id, in: 'query', required: false, example: undefined }],
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: object(
              {
                files: arrayOf({ ...text, format: 'binary' }),
                fileInfo,
                ref: { ...text, description: 'The uid of a type to which the files are added.' },
                refId: { ...text, description: 'The numeric id of its entry.' },
                field: { ...text, description: 'The attribute of the entry.' },
              },
              ['files'],
            ),
          },
        },
      },
      responses: {
        200: json('The picture that was replaced or whose texts were changed.', ref('File')),
        201: json('The new pictures.', arrayOf(ref('File'))),
      },
      errors: [413, ...STORAGE_ERRORS],
    },
    'GET /upload/files': {
      operationId: 'findFiles',
      summary: 'All pictures of the media library',
      parameters: [filters, sort],
      responses: { 200: json('The pictures.', arrayOf(ref('File'))) },
    },
    'GET /upload/files/page': {
      operationId: 'findFilesPage',
      summary: 'A page of pictures of the media library',
      parameters: [filters, sort, pagination],
      responses: {
        200: json(
          'A page of pictures.',
          object({ data: arrayOf(ref('File')), meta: object({ pagination: ref('Pagination') }) }),
        ),
      },
    },
    'GET /upload/files/:id': {
      operationId: 'getFile',
      summary: 'A picture of the media library',
      parameters: [id],
      responses: { 200: json('The picture.', ref('File')) },
    },
    'DELETE /upload/files/:id': {
      operationId: 'deleteFile',
      summary: 'Deletes a picture from the media library and the storage',
      parameters: [id],
      responses: { 200: json('The picture that was deleted.', ref('File')) },
      errors: STORAGE_ERRORS,
    },
  },
};
