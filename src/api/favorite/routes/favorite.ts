import type { Core } from '@strapi/strapi';
import { signedInUser } from '../../../accounts/signed-in-user';
import { limitBy } from '../../../rate-limits';

const route = (
  method: string,
  path: string,
  action: string,
  middlewares: Core.MiddlewareHandler[] = [],
) => {
  const handler = `api::favorite.favorite.${action}`;
  return {
    method,
    path,
    handler,
    config: { auth: { scope: [handler], strategies: [signedInUser] }, middlewares },
  };
};

const write = (method: string, action: string) =>
  route(method, '/movies/:documentId/favorite', action, [limitBy('favorites')]);

export default {
  routes: [
    write('POST', 'toggle'),
    write('PUT', 'add'),
    write('DELETE', 'remove'),
    route('GET', '/users/me/favorites', 'mine'),
    route('GET', '/favorites/states', 'states'),
  ],
};
