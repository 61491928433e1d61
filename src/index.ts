import type { Core } from '@strapi/strapi';
import {
  extendGraphQLWithAccounts,
  extendProfileGraphQL,
  limitEmailConfirmations,
  removeAvatarsOfDeletedUsers,
} from './accounts';
import { serveCompletenessDesk } from './completeness';
import { completeCoreApi } from './core-api';
import { applyConstraints, failWithTheCommit, readWithoutTransactions } from './database';
import { answerListsFast } from './discover';
import { registerDocumentRules } from './documents';
import { guardDrafts } from './drafts';
import { isolateSubscribers, subscribersSettled } from './events';
import { extendGraphQLWithFacets } from './facets';
import { extendGraphQLWithFavorites, keepFavoritesReadOnly } from './favorites';
import { extendGraphQLWithFilmography } from './filmography';
import {
  extendGraphQLWithPhotos,
  settleWhenFilesAreRemoved,
  tellWhenFilesAreAdded,
} from './photos';
import { hideInternalErrors, limitQueryCost, loadRelationsInBatches } from './graphql';
import { acceptPicturesOnly, fixMediaSettings, processImages } from './images';
import { serveImpact } from './impact';
import { serveApiDocs } from './openapi';
import { seedPermissions } from './permissions';
import { registerRateLimits } from './rate-limits';
import { extendGraphQLWithSearch } from './search';
import { seedReferenceData } from './seed';
import { serveSite } from './site';
import { deletionsSettled, registerStorage, startStorage } from './storage';
import { arrangeViews } from './views';
import { registerWebhooks, webhooksSettled } from './webhooks';

export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    isolateSubscribers(strapi);
    failWithTheCommit(strapi);
    completeCoreApi(strapi);
    registerStorage(strapi);
    applyConstraints(strapi);
    guardDrafts(strapi);
    registerDocumentRules(strapi);
    readWithoutTransactions(strapi);
    answerListsFast(strapi);
    extendGraphQLWithFavorites(strapi);
    keepFavoritesReadOnly(strapi);
    extendGraphQLWithPhotos(strapi);
    registerWebhooks(strapi);
    extendGraphQLWithFilmography(strapi);
    extendGraphQLWithFacets(strapi);
    registerRateLimits(strapi);
    limitEmailConfirmations(strapi);
    extendProfileGraphQL(strapi);
    extendGraphQLWithAccounts(strapi);
    loadRelationsInBatches(strapi);
    limitQueryCost(strapi);
    hideInternalErrors(strapi);
    serveCompletenessDesk(strapi);
    serveImpact(strapi);
    serveSite(strapi);
    serveApiDocs(strapi);
    extendGraphQLWithSearch(strapi);
  },

  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    // Within the deletion of the row, after which the storage deletes the objects.
    settleWhenFilesAreRemoved(strapi);
    startStorage(strapi);
    acceptPicturesOnly(strapi);
    processImages(strapi);
    fixMediaSettings(strapi);
    removeAvatarsOfDeletedUsers(strapi);
    tellWhenFilesAreAdded(strapi);
    await seedPermissions(strapi);
    await seedReferenceData(strapi);
    await arrangeViews(strapi);
  },

  async destroy() {
    await subscribersSettled();
    await webhooksSettled();
    await deletionsSettled();
  },
};
