import type { Core } from '@strapi/strapi';
import { copiesOfCharacters, copiesOfPeople } from './copies';
import { forWrites } from './for-writes';
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
  strapi.documents.use(
    forWrites(
      wholeDeletions,
      plausibleValues(strapi),
      picturesOnly(strapi),
      uniqueNames(strapi),
      readableAccountNames(strapi),
      uniqueAccounts(strapi),
      keepPublishedMoviesComplete(strapi),
      copiesOfPeople(),
      copiesOfCharacters(strapi),
      lockDocument(strapi),
      keepPrimaryPhoto(strapi),
      publishableMovie(strapi),
      tellOfMovies(strapi),
    ),
  );
};
