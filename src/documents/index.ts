import type { Core } from '@strapi/strapi';
import { publishableMovie } from './publishable-movie';
import { uniqueNames } from './unique-names';

/** The rules that every write goes through, whether it comes from REST, GraphQL or the admin. */
export const registerDocumentRules = (strapi: Core.Strapi): void => {
  strapi.documents.use(uniqueNames(strapi));
  strapi.documents.use(publishableMovie(strapi));
};
