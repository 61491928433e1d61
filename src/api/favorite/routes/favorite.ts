import { signedInUser } from '../../../accounts/signed-in-user';

const route = (method: string, path: string, action: string) => {
  const handler = `api::favorite.favorite.${action}`;
  return {
    method,
    path,
    handler,
    config: { auth: { scope: [handler], strategies: [signedInUser] } },
  };
};

export default {
  routes: [
    route('POST', '/movies/:documentId/favorite', 'toggle'),
    route('PUT', '/movies/:documentId/favorite', 'add'),
    route('DELETE', '/movies/:documentId/favorite', 'remove'),
    route('GET', '/users/me/favorites', 'mine'),
    route('GET', '/favorites/states', 'states'),
  ],
};
