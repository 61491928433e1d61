import { type Core, factories, type UID } from '@strapi/strapi';
import { graphqlExtension, registry } from '../strapi-services';

/**
 * Content types that have no generated endpoints: what they hold belongs to one user, and is served
 * by endpoints that answer for the caller alone.
 */
const WITHOUT_CORE_API = new Set(['favorite']);

const uidOf = (name: string): UID.ContentType => `api::${name}.${name}` as UID.ContentType;

/**
 * Gives every content type below `src/api` the core controller, service and router that it did not
 * write itself, so that a type which adds nothing to Strapi's endpoints consists of its schema.
 */
export const completeCoreApi = (strapi: Core.Strapi): void => {
  for (const name of WITHOUT_CORE_API) {
    // GraphQL would generate queries and mutations that a full-access token may use.
    const shadow = graphqlExtension(strapi).shadowCRUD(uidOf(name));
    shadow.disableQueries();
    shadow.disableMutations();
  }

  const controllers = registry(strapi, 'controllers');
  const services = registry(strapi, 'services');

  for (const [name, api] of Object.entries(strapi.apis)) {
    const namespace = `api::${name}`;
    const uid = uidOf(name);
    if (WITHOUT_CORE_API.has(name) || !(uid in strapi.contentTypes)) continue;

    if (!controllers.keys().includes(uid)) {
      controllers.add(namespace, { [name]: factories.createCoreController(uid) });
    }
    if (!services.keys().includes(uid)) {
      services.add(namespace, { [name]: factories.createCoreService(uid) });
    }
    if (!(name in api.routes)) {
      Object.assign(api.routes, { [name]: factories.createCoreRouter(uid) });
    }
  }
};
