import type { Core } from '@strapi/strapi';

/** Reads users of the site from the database, past the document service. */
interface SiteUserService {
  fetch: (id: string | number, params?: object) => Promise<object | null>;
  fetchAll: (params?: object) => Promise<object[]>;
}

export const siteUserService = (strapi: Core.Strapi): SiteUserService =>
  strapi.plugin('users-permissions').service<SiteUserService>('user');
