import type { Core } from '@strapi/strapi';
import { copiesOfCharacters, copiesOfPeople } from './copies';
import { lockDocument } from './lock-document';
import { orderBulkActions } from './order-bulk-actions';
import { readableAccountNames } from './account-names';
import { keepPrimaryPhoto, markPrimaryPhotos } from '../photos';
import { picturesOnly } from './pictures-only';
import { plausibleValues } from './plausible-values';
import { keepPublishedMoviesComplete, publishableMovie, tellOfMovies } from '../publishing';
import { acceptableValues } from './acceptable-values';
import { uniqueAccounts } from './unique-accounts';
import { uniqueNames } from './unique-names';
import { wholeDeletions } from './whole-deletions';

/**
 * The rules that every write goes through, whether it comes from REST, GraphQL or the admin. They
 * run in this order, each around the next.
 */
export const registerDocumentRules = (strapi: Core.Strapi): void => {
  orderBulkActions(strapi);
  strapi.documents.use(markPrimaryPhotos(strapi));
  strapi.documents.use(acceptableValues);
  strapi.documents.use(wholeDeletions);
  strapi.documents.use(plausibleValues(strapi));
  strapi.documents.use(picturesOnly(strapi));
  strapi.documents.use(uniqueNames(strapi));
  strapi.documents.use(readableAccountNames(strapi));
  strapi.documents.use(uniqueAccounts(strapi));
  strapi.documents.use(keepPublishedMoviesComplete(strapi));
  strapi.documents.use(copiesOfPeople());
  strapi.documents.use(copiesOfCharacters(strapi));
  strapi.documents.use(lockDocument(strapi));
  strapi.documents.use(keepPrimaryPhoto(strapi));
  strapi.documents.use(publishableMovie(strapi));
  strapi.documents.use(tellOfMovies(strapi));
};
