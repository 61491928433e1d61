import path from 'node:path';
import { application, strapi } from '../harness';

/** Where GraphQL answers with the resolvers that its plugin comes with. */
export const BY_PLUGIN = '/graphql-by-plugin';

type Builders = Record<'buildAssociationResolver', (...args: unknown[]) => unknown>;

interface BuilderService {
  new: (name: string, registry: object) => Builders;
  get: (name: string) => Builders;
}

interface PluginModules {
  'bootstrap.js': { bootstrap: (options: object) => Promise<void> };
  'services/builders/resolvers/association.js': (options: object) => Builders;
}

/** A module that the plugin does not export. */
const moduleOf = <Name extends keyof PluginModules>(name: Name): PluginModules[Name] => {
  const root = path.dirname(require.resolve('@strapi/plugin-graphql/package.json'));
  return application().load(path.join(root, 'dist/server', name)) as PluginModules[Name];
};

/**
 * Starts the GraphQL plugin a second time in the running application, with its own resolvers of
 * relations and all else as the application has it: schema, callers, limits.
 */
export const serveByPlugin = async (): Promise<void> => {
  const plugin = strapi().plugin('graphql') as unknown as { destroy?: () => Promise<void> };
  const builders = strapi().plugin('graphql').service<BuilderService>('builders');
  const { destroy } = plugin;
  const { new: create } = builders;
  const ours = builders.get('content-api').buildAssociationResolver;
  const endpoint: unknown = strapi().config.get('plugin::graphql.endpoint');

  const byPlugin = moduleOf('services/builders/resolvers/association.js')({ strapi: strapi() });
  builders.new = (name, registry) => Object.assign(create(name, registry), byPlugin);
  strapi().config.set('plugin::graphql.endpoint', BY_PLUGIN);
  try {
    await moduleOf('bootstrap.js').bootstrap({ strapi: strapi() });
  } finally {
    strapi().config.set('plugin::graphql.endpoint', endpoint);
    builders.new = create;
    Object.assign(builders.get('content-api'), { buildAssociationResolver: ours });
  }
  const { destroy: destroyThis } = plugin;
  plugin.destroy = async () => {
    await destroyThis?.();
    await destroy?.();
  };
};
