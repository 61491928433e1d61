import type { Core } from '@strapi/strapi';
import type { S3Storage } from '../../config/environment/s3';
import type { FileRow } from '../strapi-services/media-storage';
import { newLocation } from './location';

const FILE = 'plugin::upload.file';

/** Buckets and keys are the server's business. */
export const hideLocations = (strapi: Core.Strapi): void => {
  Object.assign(strapi.contentType(FILE).attributes.provider_metadata, { private: true });
};

/**
 * Notes with each file that is stored or replaced in which bucket and under which key it is, so that
 * it is found there when bucket and prefix are others.
 */
export const rememberLocations = (strapi: Core.Strapi, storage: S3Storage): void => {
  const remember = ({ params }: { params: { data?: Partial<FileRow> } }) => {
    const { data } = params;
    if (!data?.hash || !data.url || data.provider !== 'aws-s3') return;
    data.provider_metadata = newLocation(storage, { hash: data.hash, ext: data.ext });
  };
  strapi.db.lifecycles.subscribe({
    models: [FILE],
    beforeCreate: remember,
    beforeUpdate: remember,
  });
};
