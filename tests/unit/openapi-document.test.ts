import { buildDocument } from '../../src/openapi/document';
import type { ApiRoute, Source } from '../../src/openapi/source';
import type { Model } from '../../src/openapi/schemas/model';

const MOVIE = 'api::movie.movie';

const movie: Model = {
  uid: MOVIE,
  modelType: 'contentType',
  kind: 'collectionType',
  info: { singularName: 'movie', pluralName: 'movies', displayName: 'Movie' },
  options: { draftAndPublish: true },
  attributes: {
    title: { type: 'string', required: true, maxLength: 255 },
    publishedAt: { type: 'datetime' },
  },
};

/** A type that a developer adds. */
const award: Model = {
  uid: 'api::award.award',
  modelType: 'contentType',
  kind: 'collectionType',
  info: {
    singularName: 'award',
    pluralName: 'awards',
    displayName: 'Award',
    description: 'A prize',
  },
  attributes: {
    name: { type: 'string', required: true, minLength: 1 },
    year: { type: 'integer', min: 1896, max: 2100 },
    kind: { type: 'enumeration', enum: ['jury', 'audience'] },
    statue: { type: 'media', multiple: false },
    movies: { type: 'relation', relation: 'manyToMany', target: MOVIE },
    notes: { type: 'text', private: true },
    votes: { type: 'integer', default: 0, writable: false },
  },
};

const file: Model = {
  uid: 'plugin::upload.file',
  modelType: 'contentType',
  info: { singularName: 'file', pluralName: 'files', displayName: 'File' },
  attributes: { name: { type: 'string', required: true } },
};

const route = (method: ApiRoute['method'], path: string, action: string): ApiRoute => ({
  method,
  path,
  action: `api::award.award.${action}`,
  callers: ['visitor', 'program'],
});

const ROUTES = [
  route('GET', '/awards', 'find'),
  route('GET', '/awards/:id', 'findOne'),
  route('POST', '/awards', 'create'),
  route('PUT', '/awards/:id', 'update'),
  route('DELETE', '/awards/:id', 'delete'),
  route('POST', '/awards/:id/hand-over', 'handOver'),
];

const source = (given: Partial<Source> = {}): Source => ({
  project: { name: 'reelbase', version: '1.2.3', description: 'Movies', license: 'MIT' },
  serverUrl: 'https://movies.example.com',
  prefix: '/api',
  routes: ROUTES,
  models: new Map([movie, award, file].map((model) => [model.uid, model])),
  descriptions: [],
  ...given,
});

describe('a content type that a developer adds', () => {
  const document = buildDocument(source());
  const { schemas } = document.components;

  it('is described like those of the project', () => {
    const names = Object.values(document.paths).flatMap((operations) =>
      Object.values(operations).map(({ operationId }) => operationId),
    );
    expect(names.sort()).toEqual(
      [
        ...['createAward', 'deleteAward', 'findAwards', 'getAward', 'updateAward'],
        ...['graphql', 'handOverAward'],
      ].sort(),
    );
    expect(document.tags).toContainEqual({ name: 'Awards', description: 'A prize' });
  });

  it('is answered with all its values, and with relations where they were populated', () => {
    expect(schemas.Award).toMatchObject({
      required: ['id', 'documentId', 'name', 'year', 'kind', 'votes'],
      additionalProperties: false,
      properties: {
        name: { type: 'string', minLength: 1 },
        year: { type: ['integer', 'null'], minimum: 1896, maximum: 2100 },
        kind: { enum: ['jury', 'audience', null] },
        statue: { anyOf: [{ $ref: '#/components/schemas/File' }, { type: 'null' }] },
        movies: { type: 'array', items: { $ref: '#/components/schemas/Movie' } },
      },
    });
    expect(schemas.Award?.properties).not.toHaveProperty('notes');
  });

  it('is written with what may be written', () => {
    const { required, properties } = schemas.AwardInput ?? {};
    expect(required).toEqual(['name']);
    expect(Object.keys(properties ?? {})).toEqual(['name', 'year', 'kind', 'statue', 'movies']);
    expect(schemas.AwardUpdate?.required).toBeUndefined();
  });

  it('is filtered through its relations', () => {
    expect(schemas.AwardFilters?.properties).toMatchObject({
      year: { $ref: '#/components/schemas/NumberFilter' },
      movies: { $ref: '#/components/schemas/MovieFilters' },
    });
    expect(schemas.AwardFilters?.properties).not.toHaveProperty('notes');
  });

  it('has an example that its own schema takes', () => {
    const body = document.paths['/api/awards']?.post?.requestBody?.content['application/json'];
    expect(body?.example).toEqual({
      data: { name: 'Text', year: 1896, kind: 'jury', statue: null },
    });
  });
});

describe('a route that a developer adds', () => {
  const operationOf = (given: Partial<Source>) =>
    buildDocument(source(given)).paths['/api/awards/{id}/hand-over']?.post;

  it('is there without a word of theirs, with its parameters and errors', () => {
    const operation = operationOf({});
    expect(operation?.parameters).toEqual([expect.objectContaining({ name: 'id', in: 'path' })]);
    expect(Object.keys(operation?.responses ?? {})).toEqual(['200', '400', '401', '403', '404']);
    expect(operation?.['x-permission']).toBe('api::award.award.handOver');
    expect(operation?.security).toEqual([{}, { apiToken: [] }]);
  });

  it('may describe itself, in its own config or in a file of its type', () => {
    const routes = ROUTES.map((known) =>
      known.path.endsWith('hand-over')
        ? { ...known, description: { operationId: 'handOver', summary: 'Hands it over' } }
        : known,
    );
    const operations = { 'POST /awards/:id/hand-over': { summary: 'On stage', errors: [429] } };
    const operation = operationOf({ routes, descriptions: [{ operations }] });
    expect(operation).toMatchObject({ operationId: 'handOver', summary: 'On stage' });
    expect(operation?.responses).toHaveProperty('429');
  });
});

describe('a path', () => {
  const templateOf = (path: string) => {
    const { paths } = buildDocument(source({ routes: [route('GET', path, 'show')] }));
    const [[template, operations] = []] = Object.entries(paths);
    const parameters = operations?.get?.parameters ?? [];
    return [template, ...parameters.map(({ name }) => name)];
  };

  it.each([
    ['/awards/:id(\\d+)', ['/api/awards/{id}', 'id']],
    ['/awards/:id(\\d+)/of/:year', ['/api/awards/{id}/of/{year}', 'id', 'year']],
    ['/awards/:slug?', ['/api/awards/{slug}', 'slug']],
    ['/awards/:slug([a-z]+)?', ['/api/awards/{slug}', 'slug']],
    ['/awards/(.*)', ['/api/awards/{path}', 'path']],
  ])('%s becomes a template', (path, expected) => {
    expect(templateOf(path)).toEqual(expected);
  });
});

describe('a description that does not fit', () => {
  it('is refused: entries of a type that is gone', () => {
    const entries = { 'api::prize.prize': () => ({}) };
    expect(() => buildDocument(source({ descriptions: [{ entries }] }))).toThrow(
      'there is no content type "api::prize.prize"',
    );
  });

  it.each([
    ['a route that is gone', { 'GET /prizes': {} }, 'there are no routes GET /prizes'],
    [
      'a status without an error',
      { 'GET /awards': { errors: [418] } },
      'no error of the status 418',
    ],
    [
      'a name that is taken',
      { 'GET /awards': { operationId: 'getAward' }, 'POST /awards': { operationId: 'getAward' } },
      'two endpoints have the operationId "getAward"',
    ],
    [
      'a schema that is not there',
      {
        'GET /awards': {
          responses: {
            200: {
              description: 'A prize.',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Prize' } } },
            },
          },
        },
      },
      'there is no schema "Prize"',
    ],
  ])('is refused: %s', (_what, operations, message) => {
    expect(() => buildDocument(source({ descriptions: [{ operations }] }))).toThrow(message);
  });
});
