import { errorResponses } from './errors';
import { operationIds, type Unnamed } from './operation-ids';
import { describeRoute, keyOf, type Knowledge, nameOf, templateOf } from './operations';
import { GRAPHQL_OPERATION } from './graphql-operation';
import { allSchemas, readTypes, usedSchemas } from './schemas';
import type { Source } from './source';
import type { OpenApiDocument, Operation } from './types';

/*
 * Strapi has a generator of its own, @strapi/openapi (experimental in 5.54). It was tried on this
 * project and not used: its errors have no body, `sort` knows no `:desc`, filters no operators,
 * operations no permission; routes of plugins and of the project's own come without parameters and
 * answers; ids like `movie/get/movies_by_id` make no names for a client.
 */

const SECURITY_SCHEMES = {
  userToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'The `jwt` of a signed-in user, which `POST /api/auth/local` gives for 10 minutes.',
  },
  apiToken: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A token of a program, made in the admin panel under Settings → API Tokens. It may do what its permissions say.',
  },
};

const knowledgeOf = ({ models, descriptions }: Source): Knowledge => {
  const types = readTypes(models, descriptions);
  return {
    types,
    schemas: allSchemas(types, descriptions),
    operations: new Map(descriptions.flatMap(({ operations }) => Object.entries(operations ?? {}))),
    examples: new Map(descriptions.flatMap(({ examples }) => Object.entries(examples ?? {}))),
  };
};

interface Endpoint extends Unnamed {
  /** With the prefix of the API, as a template. */
  path: string;
}

/** In the order of their paths; of two routes to one address, the router takes the first. */
const endpointsOf = ({ routes, prefix }: Source, knowledge: Knowledge): Endpoint[] => {
  const sorted = [...routes].sort((one, other) => one.path.localeCompare(other.path, 'en'));
  const endpoints = new Map<string, Endpoint>();
  for (const route of sorted) {
    const path = `${prefix}${templateOf(route.path)}`;
    const key = `${route.method} ${path}`;
    if (!endpoints.has(key)) endpoints.set(key, { path, route, ...nameOf(route, knowledge) });
  }
  return [...endpoints.values()];
};

const pathsOf = (source: Source, knowledge: Knowledge): OpenApiDocument['paths'] => {
  const paths: Record<string, Record<string, Operation>> = {};
  const endpoints = endpointsOf(source, knowledge);
  const ids = operationIds(endpoints, knowledge.types, [GRAPHQL_OPERATION.operationId]);
  endpoints.forEach(({ path, route }, index) => {
    const operation = describeRoute(route, ids[index] ?? '', knowledge);
    (paths[path] ??= {})[route.method.toLowerCase()] = operation;
  });
  paths['/graphql'] = { post: GRAPHQL_OPERATION };
  return paths;
};

/** A description of an endpoint that is not there any more would be lost without a word. */
const assertAllUsed = ({ routes }: Source, { operations }: Knowledge): void => {
  const known = new Set(routes.map(keyOf));
  const lost = [...operations.keys()].filter((key) => !known.has(key));
  if (lost.length > 0) {
    throw new Error(
      `OpenAPI: there are no routes ${lost.join(', ')}, which are described. Remove the descriptions, or correct their method and path.`,
    );
  }
};

const tagsOf = ({ descriptions, models }: Source, paths: OpenApiDocument['paths']) => {
  const described = new Map(
    descriptions.flatMap(({ tags }) => (tags ?? []).map((tag) => [tag.name, tag] as const)),
  );
  const used = Object.values(paths).flatMap((operations) =>
    Object.values(operations).flatMap(({ tags }) => tags),
  );
  const ofTypes = new Map(
    [...models.values()].map(({ info }) => [info.pluralName, info.description]),
  );
  return [...new Set(used)].sort().map((name) => {
    const description = ofTypes.get(name.toLowerCase().replace(/ /g, '-'));
    return described.get(name) ?? { name, ...(description ? { description } : {}) };
  });
};

/**
 * The OpenAPI 3.1 document of the content API.
 *
 * @throws Error when a description does not fit the routes or types, refers to a schema that is not there,
 *   or gives the operationId of another
 */
export const buildDocument = (source: Source): OpenApiDocument => {
  const knowledge = knowledgeOf(source);
  assertAllUsed(source, knowledge);
  const paths = pathsOf(source, knowledge);
  const responses = errorResponses();
  const { version, description, license } = source.project;
  return {
    openapi: '3.1.0',
    info: {
      title: 'Reelbase',
      version,
      description: `${description}\n\nEntries are addressed by \`documentId\`. Unknown parameters and fields are an error. Below, each operation names the permission that its caller needs (\`x-permission\`), and who has it.`,
      license: { name: license, identifier: license },
    },
    servers: [{ url: source.serverUrl || '/' }],
    tags: tagsOf(source, paths),
    paths,
    components: {
      schemas: usedSchemas(knowledge.schemas, [paths, responses]),
      responses,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
};
