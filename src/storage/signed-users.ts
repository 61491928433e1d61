import type { Core } from '@strapi/strapi';
import { type FileRow, fileService } from '../strapi-services/media-storage';
import { siteUserService } from '../strapi-services/site-users';
import { traverse, type Visitor } from '../strapi-services/traverse';

/** Finds every medium in a user, also in users of the same role, and signs it in a copy. */
const sign = async (strapi: Core.Strapi, user: object): Promise<object> => {
  const service = fileService(strapi);
  const signAll = (files: FileRow[]) =>
    Promise.all(files.map((file) => service.signFileUrls(file)));

  const visit: Visitor = async ({ key, value, attribute }, { set }) => {
    if (attribute?.type !== 'media' || !value) return;
    const signed = Array.isArray(value)
      ? await signAll(value as FileRow[])
      : await service.signFileUrls(value as FileRow);
    set(key, signed);
  };
  return traverse(strapi, visit, 'plugin::users-permissions.user', user);
};

/**
 * Signs the addresses of files in users, as `GET /api/users` and `/api/users/:id` read them. Strapi
 * signs what comes from the document service, and users-permissions does not ask it.
 */
export const signFilesOfUsers = (strapi: Core.Strapi): void => {
  const service = siteUserService(strapi);
  const fetch = service.fetch.bind(service);
  const fetchAll = service.fetchAll.bind(service);

  service.fetch = async (id, params) => {
    const user = await fetch(id, params);
    return user && sign(strapi, user);
  };
  service.fetchAll = async (params) =>
    Promise.all((await fetchAll(params)).map((user) => sign(strapi, user)));
};
