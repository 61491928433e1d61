import type { Core } from '@strapi/strapi';
import type { AuthController, UsersPermissionsPlugin } from './plugin';

export type Context = Parameters<Core.ControllerHandler>[0];

/** What an action of the controller becomes, given what it was. */
export type Decorator = (
  strapi: Core.Strapi,
  action: Core.ControllerHandler,
) => Core.ControllerHandler;

/** Puts a decorator around one action of the auth controller, for REST and GraphQL alike. */
export const decorateAuthAction = (
  plugin: UsersPermissionsPlugin,
  name: keyof AuthController,
  decorate: Decorator,
): void => {
  const { auth } = plugin.controllers;
  plugin.controllers.auth = (context) => {
    const controller = auth(context);
    return { ...controller, [name]: decorate(context.strapi, controller[name]) };
  };
};
