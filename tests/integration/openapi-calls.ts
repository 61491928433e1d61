import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Response, Test } from 'supertest';
import { openApiDocument, type OpenApiDocument } from '../../src/openapi';
import type { Operation } from '../../src/openapi/types';
import { createApiToken, outsideApi, strapi } from '../harness';
import { picture, type World } from './openapi-world';

export interface Call {
  /** As the document has it: `/api/movies/{id}`. */
  path: string;
  method: string;
  operation: Operation;
}

/** What of a request is not as the example says. */
export interface Changes {
  path?: Record<string, string | number>;
  query?: object;
  body?: object;
  /** Of the caller; null for none. */
  token?: string | null;
}

/** What is not below the prefix of the API. */
const BESIDE_THE_API = ['/graphql'];

/** The operation of a route as the tables of permissions write it: `GET /movies/:id`. */
export const callOf = ({ paths }: OpenApiDocument, route: string): Call => {
  const [method = '', path = ''] = route.split(' ');
  const prefix = BESIDE_THE_API.includes(path) ? '' : '/api';
  const template = `${prefix}${path.replace(/:(\w+)/g, '{$1}').replace('(.*)', '{path}')}`;
  const operation = paths[template]?.[method.toLowerCase()];
  if (!operation) throw new Error(`The document has no ${method} ${template}`);
  return { path: template, method: method.toLowerCase(), operation };
};

/** The document of the application as it is now. */
export const readDocument = (): Promise<OpenApiDocument> => openApiDocument(strapi());

export const callsOf = ({ paths }: OpenApiDocument): Call[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ path, method, operation })),
  );

/** The token of who may send it: none where visitors may, else of a signed-in user, else of a program. */
const rightToken = async ({ operation }: Call, world: World): Promise<string | undefined> => {
  const schemes = operation.security.flatMap((requirement) => Object.keys(requirement));
  const isOpen = operation.security.some((requirement) => Object.keys(requirement).length === 0);
  if (schemes.length === 0 || isOpen) return undefined;
  return schemes.includes('userToken') ? world.user.jwt : createApiToken({ type: 'full-access' });
};

const addressOf = ({ path, operation }: Call, changes: Record<string, string | number> = {}) =>
  path.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const parameter = operation.parameters?.find((known) => known.name === name);
    return encodeURIComponent(String(changes[name] ?? parameter?.example));
  });

/** The examples of all parameters of the query, each written as its style says. */
const queryOf = ({ operation }: Call): Record<string, unknown> =>
  Object.fromEntries(
    (operation.parameters ?? [])
      .filter((parameter) => parameter.in === 'query' && parameter.example !== undefined)
      .map(({ name, example, explode }) => [
        name,
        Array.isArray(example) && explode === false ? example.join() : example,
      ]),
  );

const sendBody = async (test: Test, { operation }: Call, body?: object): Promise<Response> => {
  const content = operation.requestBody?.content ?? {};
  const form = content['multipart/form-data'];
  if (!form) return test.send(body ?? (content['application/json']?.example as object | undefined));
  const field = Object.keys(form.schema.properties ?? {})[0] ?? '';
  return test.attach(field, await picture(), 'picture.png');
};

/** Sends the example of an operation, as who may. */
export const send = async (call: Call, world: World, changes: Changes = {}): Promise<Response> => {
  const { token = await rightToken(call, world) } = changes;
  const client = outsideApi(token ?? undefined);
  const address = addressOf(call, changes.path);
  const query = { ...queryOf(call), ...changes.query };
  if (call.method === 'get') return client.get(address, query);
  const test = {
    post: () => client.postForm(address),
    put: () => client.putForm(address),
    delete: () => client.delete(address),
  }[call.method as 'post' | 'put' | 'delete']();
  return sendBody(test.query(query), call, changes.body);
};

const pointer = (...keys: (string | number)[]): string =>
  keys
    .map((key) => encodeURIComponent(String(key).replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');

/** Looks whether answers are as a document says. */
export const answersOf = (document: OpenApiDocument) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  for (const format of ['binary', 'password']) ajv.addFormat(format, true);
  // Synchronous, unless the schema says `$async`.
  void ajv.addSchema(document, 'openapi');

  const described = ({ path, method, operation }: Call, status: number) => {
    const response = operation.responses[status];
    if (!response) return undefined;
    return '$ref' in response
      ? { at: response.$ref.slice(2), response: undefined }
      : { at: pointer('paths', path, method, 'responses', status), response };
  };

  return {
    /** What of the answer is not as the document says; nothing, when all is. */
    problems(call: Call, status: number, body: unknown): string[] {
      const found = described(call, status);
      if (!found) return [`the document has no answer with the status ${status}`];
      const { at, response } = found;
      if (response && !response.content) return [];
      const $ref = `openapi#/${at}/content/${pointer('application/json')}/schema`;
      const validate = ajv.getSchema($ref) ?? ajv.compile({ $ref });
      if (validate(body) === true) return [];
      return (validate.errors ?? []).map(
        ({ instancePath, message, params }) =>
          `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
      );
    },
  };
};
