/**
 * Strapi's internal services are typed `any`. Here are the parts of them that this project uses,
 * each with its shape, so that nothing untyped spreads from a call.
 */
import type { Core, Schema, UID } from '@strapi/strapi';

/** The query builder (knex) of the database, or of a transaction. */
export type Connection = Core.Strapi['db']['connection'];

export interface AdminPermission {
  action: string;
  subject?: string;
  properties?: { fields?: string[] };
  conditions?: string[];
}

export interface AdminAction {
  actionId: string;
  section: string;
  subjects?: string[];
}

export interface AdminRole {
  id: number;
  code: string;
}

interface RoleService {
  findOne: (where: { code: string }) => Promise<AdminRole | null>;
  /** Replaces the permissions of a role. */
  assignPermissions: (roleId: number, permissions: AdminPermission[]) => Promise<unknown>;
  addPermissions: (roleId: number, permissions: AdminPermission[]) => Promise<unknown>;
}

type RegisterHandler = (registration: { key: string; value: AdminAction }) => void;

interface PermissionService {
  actionProvider: {
    values: () => AdminAction[];
    hooks: { willRegister: { register: (handler: RegisterHandler) => unknown } };
  };
}

interface ContentTypePermissionService {
  getPermissionsWithNestedFields: (actions: AdminAction[]) => AdminPermission[];
}

export interface NewAdminUser {
  email: string;
  firstname: string;
  lastname: string;
  password: string;
  isActive: boolean;
  roles: number[];
}

interface AdminUserService {
  create: (user: NewAdminUser) => Promise<unknown>;
}

/** A request, as a handler of Koa gets it. */
export type RequestContext = Parameters<Core.MiddlewareHandler>[0];

/** What resolvers of one request share. */
export interface GraphQLContext {
  state: { auth?: object; user?: { id: number; documentId: string } };
  koaContext: RequestContext;
}

export type GraphQLResolver = (
  parent: unknown,
  args: Record<string, unknown>,
  context: GraphQLContext,
  info: unknown,
) => unknown;

export type GraphQLMiddleware = (
  next: GraphQLResolver,
  ...parameters: Parameters<GraphQLResolver>
) => Promise<unknown>;

interface GraphQLExtensionService {
  /** What is generated for one content type. */
  shadowCRUD: (uid: string) => { disableQueries: () => unknown; disableMutations: () => unknown };
  use: (extension: {
    /** In GraphQL's schema definition language. */
    typeDefs?: string;
    /** By type and field; they replace resolvers that exist. */
    resolvers?: Record<string, Record<string, GraphQLResolver | { resolve: GraphQLResolver }>>;
    /** By type and field, e.g. `Query.me`; `auth: false` leaves the check to the resolver. */
    resolversConfig?: Record<
      string,
      { auth?: false | { scope: string[] }; middlewares?: GraphQLMiddleware[] }
    >;
  }) => void;
}

interface GraphQLBuilders {
  get: (name: 'content-api') => {
    buildAssociationResolver: (association: {
      contentTypeUID: UID.ContentType;
      attributeName: string;
    }) => (...parameters: Parameters<GraphQLResolver>) => Promise<{ value: unknown }>;
  };
  utils: {
    /** GraphQL arguments to content API parameters, within the limits of `config/plugins.ts`. */
    transformArgs: (
      args: object,
      options: { contentType: Schema.ContentType; usePagination: boolean },
    ) => Record<string, unknown> & { start: number; limit: number };
  };
}

/** A type of graphql-js; `ofType` is what a non-null type wraps. */
interface GraphQLFieldType {
  ofType?: GraphQLFieldType;
  toString: () => string;
}

interface GraphQLSchemaService {
  buildSchema: () => {
    getType: (
      name: string,
    ) => { getFields: () => Partial<Record<string, { type: GraphQLFieldType }>> } | undefined;
  };
}

interface QueryParamsService {
  /** Content API parameters to those of the database layer. */
  transform: (uid: UID.Schema, params: object) => { where?: object };
}

/** Where Strapi keeps what an API consists of, by namespace and uid. */
interface Registry {
  keys: () => string[];
  add: (namespace: string, entries: Record<string, unknown>) => unknown;
}

interface Hook {
  register: (handler: () => Promise<void>) => unknown;
}

interface AuthService {
  /** Throws ForbiddenError or UnauthorizedError. */
  verify: (auth: object, config: { scope: string[] }) => Promise<void>;
}

interface AccessTokenCheck {
  isValid: boolean;
  payload: { userId: string; sessionId: string } | null;
}

interface SessionManager {
  /** Ends one session of the user; false when the user has no such session. */
  revokeSessionById: (userId: string, sessionId: string) => Promise<boolean>;
  /** Checks signature, type and expiry; not whether the session still exists. */
  validateAccessToken: (token: string) => AccessTokenCheck;
}

/** The actions of users-permissions' auth controller that GraphQL calls. */
type AuthActions = Record<
  'callback' | 'register' | 'changePassword' | 'resetPassword' | 'refresh' | 'logout',
  Core.ControllerHandler
>;

export interface Ability {
  can: (action: string) => boolean;
}

interface AbilityEngine {
  generateAbility: (permissions: { action: string }[]) => Promise<Ability>;
}

export const roleService = (strapi: Core.Strapi): RoleService =>
  strapi.service('admin::role') as unknown as RoleService;

export const adminUserService = (strapi: Core.Strapi): AdminUserService =>
  strapi.service('admin::user') as unknown as AdminUserService;

export const permissionService = (strapi: Core.Strapi): PermissionService =>
  strapi.service('admin::permission') as unknown as PermissionService;

export const contentTypePermissionService = (strapi: Core.Strapi): ContentTypePermissionService =>
  strapi.service('admin::content-type') as unknown as ContentTypePermissionService;

export const graphqlExtension = (strapi: Core.Strapi): GraphQLExtensionService =>
  strapi.plugin('graphql').service<GraphQLExtensionService>('extension');

/** The arguments of a GraphQL list as content API parameters, with `start` and `limit`. */
export const transformGraphQLArgs = (
  strapi: Core.Strapi,
  args: object,
  contentType: Schema.ContentType,
) => graphqlBuilders(strapi).utils.transformArgs(args, { contentType, usePagination: true });

export const graphqlSchemaService = (strapi: Core.Strapi): GraphQLSchemaService =>
  strapi.plugin('graphql').service<GraphQLSchemaService>('content-api');

/** What a content type is called in the GraphQL schema, e.g. `Movie`. */
export const graphqlTypeName = (strapi: Core.Strapi, type: Schema.ContentType): string =>
  strapi
    .plugin('graphql')
    .service<{ naming: { getTypeName: (type: Schema.ContentType) => string } }>('utils')
    .naming.getTypeName(type);

/** What the generated schema is made with; there from when the schema has been built. */
export const graphqlBuilders = (strapi: Core.Strapi): GraphQLBuilders =>
  strapi.plugin('graphql').service<GraphQLBuilders>('builders');

export const queryParams = (strapi: Core.Strapi): QueryParamsService =>
  strapi.get<QueryParamsService>('query-params');

/** Sessions of users-permissions. */
export const sessionManager = (strapi: Core.Strapi): SessionManager =>
  strapi.sessionManager('users-permissions');

export const authController = (strapi: Core.Strapi): AuthActions =>
  strapi.plugin('users-permissions').controller<AuthActions>('auth');

/** Makes the rate limit that users-permissions puts before its endpoints. */
export const createRateLimiter = (strapi: Core.Strapi): Core.MiddlewareHandler => {
  const create = strapi.middleware('plugin::users-permissions.rateLimit');
  return create({}, { strapi }) as Core.MiddlewareHandler;
};

export const abilities = (strapi: Core.Strapi): AbilityEngine =>
  strapi.contentAPI.permissions.engine as unknown as AbilityEngine;

/** The uids of all controller actions that a route of the content API leads to. */
export const contentApiActions = (strapi: Core.Strapi): string[] => {
  const { action } = strapi.contentAPI.permissions.providers;
  return (action as unknown as { keys: () => string[] }).keys();
};

export const authService = (strapi: Core.Strapi): AuthService => strapi.get<AuthService>('auth');

export const registry = (strapi: Core.Strapi, name: 'controllers' | 'services'): Registry =>
  strapi.get<Registry>(name);

export const afterSchemaSync = (strapi: Core.Strapi): Hook =>
  strapi.hook('strapi::content-types.afterSync') as Hook;
