import type { Core } from '@strapi/strapi';
import { permissionService } from '../strapi-services';

const FAVORITE = 'api::favorite.favorite';
const READ = 'plugin::content-manager.explorer.read';
const EXPLORER = 'plugin::content-manager.explorer.';

/**
 * Favorites belong to their users; the admin panel lists them and changes nothing. The permissions to
 * create, update, delete and publish do not exist for this type, so that no role can be given them,
 * Super Admin included, and the panel shows no buttons for them.
 */
export const keepFavoritesReadOnly = (strapi: Core.Strapi): void => {
  permissionService(strapi).actionProvider.hooks.willRegister.register(({ key, value }) => {
    if (!key.startsWith(EXPLORER) || key === READ) return;
    value.subjects = value.subjects?.filter((subject) => subject !== FAVORITE);
  });
};
