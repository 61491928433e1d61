import type { Model } from './schemas/model';
import { coreOperation, json } from './core-operations';
import { errorResponse, USUAL_ERRORS } from './errors';
import { exampleDocumentId } from './examples';
import { camelCase, title } from './names';
import { nameOfAddress } from './operation-ids';
import { ref } from './schemas/common';
import type { Types } from './schemas/entries';
import type { ApiRoute } from './source';
import type {
  Caller,
  Operation,
  OperationDescription,
  Parameter,
  Schema,
  TypeExamples,
} from './types';

/** What operations are described with. */
export interface Knowledge {
  types: Types;
  schemas: Record<string, Schema>;
  operations: ReadonlyMap<string, OperationDescription>;
  examples: ReadonlyMap<string, TypeExamples>;
}

export const keyOf = ({ method, path }: Pick<ApiRoute, 'method' | 'path'>): string =>
  `${method} ${path}`;

interface ActionParts {
  /** Of the content type, where the controller belongs to one. */
  uid: string;
  /** Of the API or the plugin. */
  owner: string;
  name: string;
}

/** `api::movie.movie.find` → the type `api::movie.movie`, its API `movie`, and `find`. */
const partsOf = (action: string): ActionParts => {
  const uid = action.slice(0, action.lastIndexOf('.'));
  return {
    uid,
    owner: uid.slice(uid.indexOf('::') + 2).split('.')[0] ?? '',
    name: action.slice(action.lastIndexOf('.') + 1),
  };
};

const contentTypeOf = (types: Types, uid: string): Model | undefined => {
  const model = types.models.get(uid);
  return model?.modelType === 'contentType' ? model : undefined;
};

const generated = (route: ApiRoute, knowledge: Knowledge): OperationDescription => {
  if (route.action === undefined) return {};
  const { uid, name } = partsOf(route.action);
  const { types, schemas, examples } = knowledge;
  const model = contentTypeOf(types, uid);
  const schema = types.names.get(uid);
  if (!model || !schema) return {};
  const input = schemas[`${schema}Input`] ?? {};
  return (
    coreOperation(name, { name: schema, model, input, examples: examples.get(uid) ?? {} }) ?? {}
  );
};

/** Of a route of which nothing is known but its address and its action. */
const fallback = (route: ApiRoute): OperationDescription => {
  const { owner, name } = partsOf(route.action ?? '');
  return {
    operationId: route.action === undefined ? nameOfAddress(route) : camelCase(`${name} ${owner}`),
    summary: title(name.replace(/([A-Z])/g, ' $1').toLowerCase() || keyOf(route)),
    responses: { 200: json('The answer.', {}) },
  };
};

const tagOf = (route: ApiRoute, { types }: Knowledge): string => {
  const { uid, owner } = partsOf(route.action ?? '');
  const model = contentTypeOf(types, uid);
  if (uid.startsWith('api::') && model?.info.pluralName) return title(model.info.pluralName);
  return owner === '' ? 'API' : title(owner);
};

/** `:id`, which may say what it looks like and that it may be left out, `:id([0-9]+)?`; or `(.*)`. */
const PATH_PARAMETER = /:(\w+)(?:\([^)]*\))?(\?)?|\([^)]*\)/g;

const OPTIONAL = { description: 'May be left out, with the slash before it.' };

/** The parameters of the path. Entries of content types have a documentId, files and users a number. */
const pathParameters = (
  route: ApiRoute,
  knowledge: Knowledge,
  given: readonly Parameter[],
): Parameter[] => {
  const { uid, owner } = partsOf(route.action ?? '');
  return [...route.path.matchAll(PATH_PARAMETER)].map(([, name = 'path', optional]) => {
    const known = given.find((parameter) => parameter.name === name);
    if (known) return known;
    const isEntry = uid.startsWith('api::') && ['id', 'documentId'].includes(name);
    const ownId = knowledge.examples.get(uid)?.documentId ?? exampleDocumentId(owner);
    return {
      name,
      in: 'path',
      required: true,
      ...(optional ? OPTIONAL : {}),
      schema: isEntry ? ref('DocumentId') : { type: 'string' },
      example: isEntry ? ownId : 'none',
    };
  });
};

/** `/movies/:id` → `/movies/{id}`; so is one that may be left out, since OpenAPI knows none. */
export const templateOf = (path: string): string =>
  path.replace(PATH_PARAMETER, (_match, name: string | undefined) => `{${name ?? 'path'}}`);

const SCHEMES: Record<Caller, Record<string, readonly string[]>> = {
  visitor: {},
  user: { userToken: [] },
  program: { apiToken: [] },
};

const errorsOf = (route: ApiRoute, callers: readonly Caller[], more: readonly number[]) => {
  const open = route.action === undefined && callers.includes('visitor');
  const usual = open ? [400] : USUAL_ERRORS;
  const missing = route.path.includes(':') ? [404] : [];
  const statuses = [...new Set([...usual, ...missing, ...more])].sort((a, b) => a - b);
  return Object.fromEntries(statuses.map((status) => [status, errorResponse(status)]));
};

const describe = (route: ApiRoute, knowledge: Knowledge): OperationDescription => ({
  ...fallback(route),
  ...generated(route, knowledge),
  ...route.description,
  ...knowledge.operations.get(keyOf(route)),
});

/** What the operation of a route is to be called, and whether a description says so. */
export const nameOf = (
  route: ApiRoute,
  knowledge: Knowledge,
): { wanted: string; isGiven: boolean } => {
  const given =
    knowledge.operations.get(keyOf(route))?.operationId ?? route.description?.operationId;
  return {
    wanted: given ?? describe(route, knowledge).operationId ?? nameOfAddress(route),
    isGiven: given !== undefined,
  };
};

/** All that the document says of one endpoint. */
export const describeRoute = (
  route: ApiRoute,
  operationId: string,
  knowledge: Knowledge,
): Operation => {
  const description = describe(route, knowledge);
  const { summary = '', parameters = [], requestBody } = description;
  const callers = description.callers ?? route.callers;
  const inPath = pathParameters(
    route,
    knowledge,
    parameters.filter((parameter) => parameter.in === 'path'),
  );
  const all = [...inPath, ...parameters.filter((parameter) => parameter.in !== 'path')];
  return {
    operationId,
    summary,
    ...(description.description ? { description: description.description } : {}),
    tags: [description.tag ?? tagOf(route, knowledge)],
    ...(all.length > 0 ? { parameters: all } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: {
      ...errorsOf(route, callers, description.errors ?? []),
      ...description.responses,
    },
    security: route.action === undefined ? [] : callers.map((caller) => SCHEMES[caller]),
    ...(route.action === undefined ? {} : { 'x-permission': route.action }),
  };
};
