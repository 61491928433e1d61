import type { Core } from '@strapi/strapi';

type Controller = Record<string, Core.ControllerHandler>;

/** The actions of the auth controller that are extended here; it has more. */
export type AuthController = Record<
  'callback' | 'register' | 'refresh' | 'logout' | 'revokeSession',
  Core.ControllerHandler
>;
type ServiceFactory = (context: { strapi: Core.Strapi }) => object;

/** The plugin users-permissions, as an extension finds it before Strapi registers it. */
export interface UsersPermissionsPlugin {
  contentTypes: { user: { schema: { attributes: Record<string, object> } } };
  controllers: {
    auth: (context: { strapi: Core.Strapi }) => AuthController;
    user: Controller;
  };
  services: { jwt: ServiceFactory };
  middlewares: Record<string, Core.MiddlewareFactory>;
  /** Routes match in the order of the list: `/users/me` has to stand before `/users/:id`. */
  routes: { 'content-api': { routes: Core.RouteInput[] } };
}
