import type { Core } from '@strapi/strapi';
import type { S3Storage } from '../../config/environment/s3';
import { noteStoredObjects } from './leftovers';
import { deleteDueRegularly } from './regularly';
import { extendS3Provider } from './s3/provider';
import { signFilesOfUsers } from './signed-users';
import { signByLocation } from './signed-urls';
import { hideLocations, rememberLocations } from './stored-at';
import { keepFilesWhole } from './whole-files';

export { deletionsSettled } from './deletions';
export { StorageError } from './errors';
export { withoutLeftovers } from './leftovers';

const configuredS3 = (strapi: Core.Strapi): S3Storage | null =>
  strapi.config.get<S3Storage | null>('storage.s3');

/** Prepares where files are kept; after the upload plugin has registered its provider. */
export const registerStorage = (strapi: Core.Strapi): void => {
  hideLocations(strapi);
  const s3 = configuredS3(strapi);
  if (s3) extendS3Provider(strapi, s3);
};

/**
 * Lets the upload plugin work with it, before anything is uploaded or read, and has a server that
 * listens delete what could not be deleted before; nobody waits for that.
 */
export const startStorage = (strapi: Core.Strapi): void => {
  noteStoredObjects(strapi);
  keepFilesWhole(strapi);
  const s3 = configuredS3(strapi);
  if (s3) {
    rememberLocations(strapi, s3);
    signByLocation(strapi, s3);
    signFilesOfUsers(strapi);
  }
  deleteDueRegularly(strapi);
};
