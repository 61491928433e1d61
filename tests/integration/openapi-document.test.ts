import SwaggerParser from '@apidevtools/swagger-parser';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { OpenApiDocument } from '../../src/openapi';
import { anonymous, application, strapi } from '../harness';
import { callOf, callsOf, readDocument } from './openapi-calls';
import { REST_ROUTES } from './permissions-audiences';

let document: OpenApiDocument;
beforeAll(async () => {
  document = await readDocument();
});

/** Validators follow references by putting in what they refer to. */
const copy = (): OpenApiDocument => structuredClone(document);

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validated = await SwaggerParser.validate(copy() as never);
    expect((validated as unknown as OpenApiDocument).openapi).toBe('3.1.0');
  });

  it('has schemas that are valid JSON Schema, without keywords that nobody knows', () => {
    const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
    addFormats(ajv);
    for (const format of ['binary', 'password']) ajv.addFormat(format, true);
    ajv.addVocabulary(['components']);
    const { schemas } = document.components;
    ajv.addSchema({ $id: 'all', components: { schemas } });
    for (const name of Object.keys(schemas)) {
      expect(() => ajv.compile({ $ref: `all#/components/schemas/${name}` })).not.toThrow();
    }
  });

  it('has the routes of the content API and no others', () => {
    const known = Object.values(REST_ROUTES)
      .flat()
      .map((route) => callOf(document, route))
      .map(({ method, path }) => `${method} ${path}`);
    const described = callsOf(document).map(({ method, path }) => `${method} ${path}`);
    expect(described.sort()).toEqual([...known, 'post /graphql'].sort());
  });

  it('names each operation, each once, as a client would call it', () => {
    const names = callsOf(document).map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z][A-Za-z]+$/.test(name))).toEqual([]);
    expect(names).toEqual(
      expect.arrayContaining(['findMovies', 'getMovie', 'toggleFavorite', 'login', 'getMe']),
    );
  });

  it('says who may call', () => {
    const securityOf = (route: string) =>
      callOf(document, route).operation.security.flatMap((scheme) => Object.keys(scheme)[0] ?? '');
    expect(securityOf('GET /movies')).toEqual(['', 'userToken', 'apiToken']);
    expect(securityOf('POST /movies')).toEqual(['apiToken']);
    expect(securityOf('PUT /movies/:documentId/favorite')).toEqual(['userToken']);
    expect(securityOf('POST /auth/local')).toEqual(['', 'apiToken']);
    expect(securityOf('GET /openapi.json')).toEqual([]);
  });

  it('has an example of every parameter that is required, and of every JSON body', () => {
    const lacking = callsOf(document).filter(
      ({ operation: { parameters = [], requestBody } }) =>
        parameters.some(({ required, example }) => required === true && example === undefined) ||
        Object.entries(requestBody?.content ?? {}).some(
          ([type, { example }]) => type === 'application/json' && example === undefined,
        ),
    );
    expect(lacking.map(({ operation }) => operation.operationId)).toEqual([]);
  });
});

describe('GET /api/openapi.json', () => {
  it('gives the document to everybody, to be kept until it changes', async () => {
    const first = await anonymous().get('/openapi.json').expect(200);
    expect(first.body).toEqual(JSON.parse(JSON.stringify(document)));
    expect(first.headers['content-type']).toMatch(/^application\/json/);
    expect(first.headers['cache-control']).toBe('public, max-age=300');

    const etag = first.headers.etag ?? '';
    await anonymous().get('/openapi.json').set('If-None-Match', etag).expect(304);
  });
});

describe('GET /docs', () => {
  const get = (path: string) => fetch(`${application().url}${path}`, { redirect: 'manual' });

  it('is a page whose scripts and styles all come from this server, in files', async () => {
    const page = await get('/docs');
    const html = await page.text();
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self';/);
    expect(html).not.toMatch(/<script>|style=|onload=|https?:/);

    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file);
    expect(files).toHaveLength(4);
    for (const file of files) expect((await get(`/${file}`)).status).toBe(200);
  });

  it('has no other files', async () => {
    expect((await get('/docs/package.json')).status).toBe(404);
    expect((await get('/docs/..%2fsource.ts')).status).toBe(404);
  });

  it('finds its files also when asked for with a slash', async () => {
    const answer = await get('/docs/');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '../docs']);
  });
});

it('is switched off as a whole', async () => {
  const { serveApiDocs } = await import('../../src/openapi');
  const routes = jest.spyOn(strapi().server, 'routes');
  strapi().config.set('api.docs', false);
  try {
    serveApiDocs(strapi());
    expect(routes).not.toHaveBeenCalled();
    expect((await readDocument()).paths).not.toHaveProperty(['/api/openapi.json']);
  } finally {
    strapi().config.set('api.docs', true);
  }
});
