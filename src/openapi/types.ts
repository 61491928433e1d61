/** A JSON Schema of the dialect of OpenAPI 3.1; keywords beyond these may be there. */
export interface Schema {
  $ref?: string;
  type?: string | readonly string[];
  properties?: Record<string, Schema>;
  required?: readonly string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: readonly Schema[];
  enum?: readonly unknown[];
  const?: unknown;
  description?: string;
  examples?: readonly unknown[];
  [keyword: string]: unknown;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD';

/** A value to try, as it is before it is written into an address or a body. */
export interface Example {
  summary?: string;
  value: unknown;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  description?: string;
  required?: boolean;
  schema: Schema;
  style?: string;
  explode?: boolean;
  example?: unknown;
  examples?: Record<string, Example>;
}

export interface MediaType {
  schema: Schema;
  example?: unknown;
}

export interface Response {
  description: string;
  headers?: Record<string, { description: string; schema: Schema }>;
  content?: Record<string, MediaType>;
}

export interface Reference {
  $ref: string;
}

export interface RequestBody {
  description?: string;
  required?: boolean;
  content: Record<string, MediaType>;
}

/** What a feature says of one of its endpoints. The rest follows from the route. */
export interface OperationDescription {
  operationId?: string;
  summary?: string;
  description?: string;
  /** The name of a tag. By default that of the content type, or of the plugin. */
  tag?: string;
  /** Parameters of the query; those of the path follow from it, unless they are given here too. */
  parameters?: readonly Parameter[];
  requestBody?: RequestBody;
  /** By status. Errors that every endpoint may answer with need not be named. */
  responses?: Record<string, Response | Reference>;
  /** Statuses of errors beyond those that follow from the route, such as 413 or 429. */
  errors?: readonly number[];
  /** Where it does not follow from the permissions of the roles. */
  callers?: readonly Caller[];
}

/** Who may call an endpoint: anybody, users with their access token, programs with an API token. */
export type Caller = 'visitor' | 'user' | 'program';

/** A schema, or what makes it of those that were generated from the content types, by name. */
export type SchemaSource = Schema | ((generated: Record<string, Schema>) => Schema);

/** What a feature says of its endpoints; a content type or a plugin says it in an `openapi.ts` of its folder. */
export interface ApiDescription {
  tags?: readonly { name: string; description: string }[];
  /** By name. A content type of the same name gets another name for its own: `MovieEntry`. */
  schemas?: Record<string, SchemaSource>;
  /** What entries of a content type are answered as, made of what was generated, by its uid. */
  entries?: Record<string, (generated: Schema) => Schema>;
  /** By method and path below the prefix of the API, e.g. `PUT /users/me`. */
  operations?: Record<string, OperationDescription>;
  /** For the generated endpoints of a content type, by its uid. */
  examples?: Record<string, TypeExamples>;
}

/** What the generated endpoints of a content type are tried with. */
export interface TypeExamples {
  documentId?: string;
  fields?: readonly string[];
  filters?: object;
  sort?: readonly string[];
  populate?: unknown;
  search?: string;
  /** The `data` of a new entry. */
  create?: object;
  /** The `data` of a change. */
  update?: object;
}

export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  tags: readonly string[];
  parameters?: readonly Parameter[];
  requestBody?: RequestBody;
  responses: Record<string, Response | Reference>;
  security: readonly Record<string, readonly string[]>[];
  /** The action that a role or an API token has to be given. */
  'x-permission'?: string;
}

export interface OpenApiDocument {
  openapi: '3.1.0';
  info: Record<string, unknown>;
  servers: readonly { url: string }[];
  tags: readonly { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    responses: Record<string, Response>;
    securitySchemes: Record<string, object>;
  };
}
