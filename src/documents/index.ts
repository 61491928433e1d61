import type { Core } from '@strapi/strapi';
import { readableAccountNames } from './account-names';
import { lockMovie } from './lock-movie';
import { plausibleValues } from './plausible-values';
import { publishableMovie } from './publishable-movie';
import { acceptableValues } from './acceptable-values';
import { uniqueAccounts } from './unique-accounts';
import { uniqueNames } from './unique-names';

/**
 * The rules that every write goes through, whether it comes from REST, GraphQL or the admin. They
 * run in this order, each around the next.
 */
export const registerDocumentRules = (strapi: Core.Strapi): void => {
  strapi.documents.use(acceptableValues);
  strapi.documents.use(plausibleValues(strapi));
  strapi.documents.use(uniqueNames(strapi));
  strapi.documents.use(readableAccountNames(strapi));
  strapi.documents.use(uniqueAccounts(strapi));
  strapi.documents.use(lockMovie(strapi));
  strapi.documents.use(publishableMovie(strapi));
};
