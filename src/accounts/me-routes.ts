import type { Core } from '@strapi/strapi';
import { limitBy } from '../rate-limits';
import { avatarController } from './avatar';
import type { UsersPermissionsPlugin } from './plugin';
import { profileController } from './profile';
import { signedInUser } from './signed-in-user';

/** Strapi's types know strategies by name only; it takes objects too. */
const strategies = [signedInUser] as unknown as string[];

type Action = keyof typeof profileController | keyof typeof avatarController;

const route = (
  method: Core.RouteInput['method'],
  path: string,
  action: Action,
  middlewares: Core.MiddlewareHandler[] = [],
): Core.RouteInput => ({
  method,
  path,
  handler: `user.${action}`,
  config: {
    prefix: '',
    auth: { scope: [`plugin::users-permissions.user.${action}`], strategies },
    middlewares,
  },
});

const OWN_ROUTES = [
  route('GET', '/users/me', 'me'),
  route('PUT', '/users/me', 'updateMe'),
  route('PUT', '/users/me/avatar', 'updateMyAvatar', [limitBy('avatar')]),
  route('DELETE', '/users/me/avatar', 'deleteMyAvatar'),
];

/** Adds the endpoints of the caller's own profile, and replaces `GET /api/users/me`. */
export const addProfileRoutes = (plugin: UsersPermissionsPlugin): void => {
  Object.assign(plugin.controllers.user, profileController, avatarController);

  const router = plugin.routes['content-api'];
  const others = router.routes.filter(({ path }) => path !== '/users/me');
  router.routes = [...OWN_ROUTES, ...others];
};
