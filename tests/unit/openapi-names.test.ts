import { buildDocument } from '../../src/openapi/document';
import type { Model } from '../../src/openapi/schemas/model';
import type { ApiRoute, Source } from '../../src/openapi/source';
import type { ApiDescription } from '../../src/openapi/types';

const type = (uid: string, plural: string, attributes: Model['attributes'] = {}): Model => {
  const singular = uid.slice(uid.lastIndexOf('.') + 1);
  return {
    uid,
    modelType: 'contentType',
    kind: 'collectionType',
    info: { singularName: singular, pluralName: plural, displayName: singular },
    attributes: { name: { type: 'string', required: true }, ...attributes },
  };
};

const route = (
  method: ApiRoute['method'],
  path: string,
  action: string,
  description?: ApiRoute['description'],
): ApiRoute => ({ method, path, action, callers: ['visitor'], description });

/** The routes that Strapi makes for a type. */
const routesOf = ({ uid, info }: Model): ApiRoute[] => [
  route('GET', `/${info.pluralName}`, `${uid}.find`),
  route('GET', `/${info.pluralName}/:id`, `${uid}.findOne`),
  route('POST', `/${info.pluralName}`, `${uid}.create`),
  route('PUT', `/${info.pluralName}/:id`, `${uid}.update`),
  route('DELETE', `/${info.pluralName}/:id`, `${uid}.delete`),
];

const source = (
  models: readonly Model[],
  routes: readonly ApiRoute[] = [],
  descriptions: readonly ApiDescription[] = [],
): Source => ({
  project: { name: 'reelbase', version: '1.2.3', description: 'Movies', license: 'MIT' },
  serverUrl: '',
  prefix: '/api',
  routes: [...models.filter(({ uid }) => uid.startsWith('api::')).flatMap(routesOf), ...routes],
  models: new Map(models.map((model) => [model.uid, model])),
  descriptions,
});

const namesIn = (document: ReturnType<typeof buildDocument>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId }]) => [
        `${method.toUpperCase()} ${path.replace(/^\/api/, '')}`,
        operationId,
      ]),
    ),
  );

const MOVIE = type('api::movie.movie', 'movies');

const answer = (name: string) => ({
  200: {
    description: 'It.',
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  },
});

/** A feature with endpoints and a schema of its own, as accounts are. */
const SIGN_IN: ApiDescription = {
  schemas: { Session: { type: 'object', description: 'Of a signed-in user' } },
  operations: {
    'GET /auth/sessions': { operationId: 'findSessions', responses: answer('Session') },
  },
};
const SIGN_IN_ROUTE = route('GET', '/auth/sessions', 'plugin::users-permissions.auth.sessions');

describe('a content type named as something that a feature describes', () => {
  const session = type('api::session.session', 'sessions', {
    next: { type: 'relation', relation: 'oneToOne', target: 'api::session.session' },
  });
  const document = buildDocument(source([MOVIE, session], [SIGN_IN_ROUTE], [SIGN_IN]));

  it('leaves the feature its schema, and has one of another name', () => {
    const { schemas } = document.components;
    expect(schemas.Session).toEqual({ type: 'object', description: 'Of a signed-in user' });
    expect(schemas.SessionEntry?.properties).toMatchObject({
      name: { type: 'string' },
      next: { anyOf: [{ $ref: '#/components/schemas/SessionEntry' }, { type: 'null' }] },
    });
    expect(schemas).toHaveProperty('SessionEntryInput');
    expect(schemas).not.toHaveProperty('SessionInput');
    expect(JSON.stringify(document.paths['/api/sessions/{id}']?.get?.responses['200'])).toContain(
      '"#/components/schemas/SessionEntry"',
    );
  });

  it('leaves the feature its operationId, and the project its own', () => {
    expect(namesIn(document)).toMatchObject({
      'GET /auth/sessions': 'findSessions',
      'GET /sessions': 'findSessionEntries',
      'GET /sessions/{id}': 'getSessionEntry',
      'GET /movies': 'findMovies',
    });
  });

  it.each([
    ['Error', type('api::error.error', 'errors')],
    ['Pagination', type('api::pagination.pagination', 'paginations')],
    ['DocumentId', type('api::document-id.document-id', 'document-ids')],
  ])('leaves the API what its answers are made of: %s', (name, model) => {
    const { schemas } = buildDocument(source([MOVIE, model])).components;
    const before = buildDocument(source([MOVIE])).components.schemas;
    expect(schemas).toMatchObject(before);
    expect(schemas).toHaveProperty(`${name}Entry`);
  });
});

describe('a content type named as one of Strapi that features describe', () => {
  const FILE = type('plugin::upload.file', 'files', { url: { type: 'string' } });
  const file = type('api::file.file', 'files-of-mine');
  const description: ApiDescription = {
    operations: { 'GET /upload/files': { operationId: 'findFiles', responses: answer('File') } },
    entries: { 'plugin::upload.file': (schema) => ({ ...schema, description: 'A picture' }) },
  };
  const routes = [route('GET', '/upload/files', 'plugin::upload.content-api.find')];
  const { schemas } = buildDocument(source([file, FILE], routes, [description])).components;

  it('leaves it its schema', () => {
    expect(schemas.File).toMatchObject({ description: 'A picture', properties: { url: {} } });
    expect(schemas.FileEntry?.properties).not.toHaveProperty('url');
  });
});

describe('a content type whose name is that of another with something appended', () => {
  it('gives way, so that both have all of their schemas', () => {
    const input = type('api::movie-input.movie-input', 'movie-inputs', { of: { type: 'string' } });
    const { schemas } = buildDocument(source([input, MOVIE])).components;
    expect(schemas.MovieInput?.properties).not.toHaveProperty('of');
    expect(schemas.MovieInputEntry?.properties).toHaveProperty('of');
    expect(schemas.MovieInputEntryInput?.properties).toHaveProperty('of');
  });
});

describe('endpoints that would have the same operationId', () => {
  it.each([
    [
      'of a content type and a feature: the address tells them apart',
      [type('api::component.component', 'components')],
      [
        route('GET', '/builder/components', 'plugin::builder.components.find', {
          operationId: 'findComponents',
        }),
      ],
      {
        'GET /builder/components': 'findComponents',
        'GET /components': 'getComponents',
        'GET /components/{id}': 'getComponent',
      },
    ],
    [
      'of two controllers: the controller does',
      [MOVIE],
      [
        route('POST', '/jury/hand-over', 'api::movie.jury.handOver'),
        route('POST', '/movies/:id/hand-over', 'api::movie.movie.handOver'),
      ],
      {
        'POST /jury/hand-over': 'handOverMovieJury',
        'POST /movies/{id}/hand-over': 'handOverMovie',
      },
    ],
    [
      'of one action at two addresses: an alias takes no name away',
      [MOVIE],
      [route('GET', '/films', 'api::movie.movie.find')],
      { 'GET /films': 'getFilms', 'GET /movies': 'findMovies' },
    ],
    [
      'whose addresses read the same: a number does',
      [MOVIE],
      [
        route('GET', '/a-b', 'api::movie.movie.find'),
        route('GET', '/a/b', 'api::movie.movie.find'),
      ],
      { 'GET /a-b': 'getAB', 'GET /a/b': 'getAB2' },
    ],
  ])('%s', (_what, models, routes, expected) => {
    const names = namesIn(buildDocument(source(models, routes)));
    expect(names).toMatchObject(expected);
    expect(new Set(Object.values(names)).size).toBe(Object.keys(names).length);
  });

  it('have the same names in whatever order routes and types are loaded', () => {
    const models = [MOVIE, type('api::movie-input.movie-input', 'movie-inputs')];
    const routes = [
      route('GET', '/films', 'api::movie.movie.find'),
      route('GET', '/pictures', 'api::movie.movie.find'),
    ];
    const one = buildDocument(source(models, routes));
    const other = buildDocument(source([...models].reverse(), [...routes].reverse()));
    expect(namesIn(other)).toEqual(namesIn(one));
    expect(Object.keys(other.components.schemas)).toEqual(Object.keys(one.components.schemas));
  });
});
