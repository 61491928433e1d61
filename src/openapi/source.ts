import type { Core } from '@strapi/strapi';
import { filesBeside } from '../extending';
import type { Model } from './schemas/model';
import { DESCRIPTIONS } from './descriptions';
import { OWN_ROUTE } from './own-route';
import type { ApiDescription, Caller, Method, OperationDescription } from './types';

/** An endpoint of the content API. */
export interface ApiRoute {
  method: Method;
  /** Below the prefix of the API, as the router has it: `/movies/:id`. */
  path: string;
  /** The permission that it needs: `api::movie.movie.find`. None where it has been told to ask for none. */
  action?: string;
  /** Who may call it. */
  callers: readonly Caller[];
  /** What the route itself says, in `config.openapi`. */
  description?: OperationDescription;
}

/** All that the document is made of. */
export interface Source {
  /** Of the project: its package.json. */
  project: { name: string; version: string; description: string; license: string };
  /** Where the server is, without a slash at the end; empty for where the document comes from. */
  serverUrl: string;
  /** The prefix of the content API, `/api`. */
  prefix: string;
  routes: readonly ApiRoute[];
  /** Content types and components, by uid. */
  models: ReadonlyMap<string, Model>;
  descriptions: readonly ApiDescription[];
}

type Route = Core.RouteInput & {
  info?: { type?: string };
  config?: { openapi?: OperationDescription; prefix?: string };
};

interface Router {
  routes: Route[];
}

type Routes = Route[] | Record<string, Router>;

/** Actions, by type of role. */
type Grants = Record<'public' | 'authenticated', ReadonlySet<string>>;

const SIGNED_IN_USER = 'signed-in-user';

const flatten = (routes: Routes): Route[] =>
  (Array.isArray(routes)
    ? routes
    : Object.values(routes).flatMap((router) => router.routes)
  ).filter(({ info }) => info?.type === 'content-api');

const pathOf = (plugin: string | undefined, { path: own, config }: Route): string => {
  const prefix = plugin === undefined ? '' : (config?.prefix ?? `/${plugin}`);
  return `${prefix}${own}`.replace(/\/+$/, '') || '/';
};

const callersOf = (auth: unknown, action: string | undefined, grants: Grants): Caller[] => {
  if (auth === false || action === undefined) return ['visitor', 'user', 'program'];
  const { strategies = [] } = auth as { strategies?: (string | { name: string })[] };
  const names = strategies.map((strategy) =>
    typeof strategy === 'string' ? strategy : strategy.name,
  );
  if (names.includes(SIGNED_IN_USER)) return ['user'];
  return [
    ...(grants.public.has(action) ? (['visitor'] as const) : []),
    ...(grants.authenticated.has(action) ? (['user'] as const) : []),
    'program',
  ];
};

const describe =
  (plugin: string | undefined, grants: Grants) =>
  (route: Route): ApiRoute => {
    const auth = route.config?.auth;
    const action = auth === false ? undefined : auth?.scope?.[0];
    return {
      method: route.method as Method,
      path: pathOf(plugin, route),
      action,
      callers: callersOf(auth, action, grants),
      description: route.config?.openapi,
    };
  };

const grantsOf = async (strapi: Core.Strapi): Promise<Grants> => {
  const actionsOf = async (type: string) => {
    const granted = (await strapi.db
      .query('plugin::users-permissions.permission')
      .findMany({ where: { role: { type } }, select: ['action'] })) as { action: string }[];
    return new Set(granted.map(({ action }) => action));
  };
  return { public: await actionsOf('public'), authenticated: await actionsOf('authenticated') };
};

const projectOf = (strapi: Core.Strapi): Source['project'] => {
  const { name, version, description, license } = strapi.config.get<Source['project']>('info');
  return { name, version, description, license };
};

/**
 * The content API as the application has it now: its routes, its types, whom the roles let in, and what
 * features say of their endpoints.
 */
export const readSource = async (strapi: Core.Strapi): Promise<Source> => {
  const grants = await grantsOf(strapi);
  const ofApis = Object.values(strapi.apis).flatMap(({ routes }) =>
    flatten(routes as unknown as Routes).map(describe(undefined, grants)),
  );
  const ofPlugins = Object.entries(strapi.plugins).flatMap(([name, { routes }]) =>
    flatten(routes as unknown as Routes).map(describe(name, grants)),
  );
  const models = Object.values<Model>({
    ...(strapi.contentTypes as object),
    ...(strapi.components as object),
  });
  return {
    project: projectOf(strapi),
    serverUrl: strapi.config.get<string>('server.url', '').replace(/\/+$/, ''),
    prefix: strapi.config.get<string>('api.rest.prefix'),
    routes: [
      ...ofApis,
      ...ofPlugins,
      ...(strapi.config.get<boolean>('api.docs') ? [OWN_ROUTE] : []),
    ],
    models: new Map(models.map((model) => [model.uid, model])),
    descriptions: [
      ...DESCRIPTIONS,
      // What types and plugins say of themselves.
      ...filesBeside<ApiDescription>(strapi, 'openapi').map(({ content }) => content),
    ],
  };
};
