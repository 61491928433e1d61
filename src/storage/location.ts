import type { S3Storage } from '../../config/environment/s3';
import type { ObjectLocation, ProviderFile } from '../strapi-services/media-storage';

type Named = Pick<ProviderFile, 'hash' | 'ext'>;

const nameOf = ({ hash, ext }: Named): string =>
  `${hash}${(ext ?? '').replace(/[^A-Za-z0-9.]/g, '')}`;

/** The folder of a key, with the slash at its end; empty when it has none. */
export const folderOf = (key: string): string => key.slice(0, key.lastIndexOf('/') + 1);

/** Where a new object is written. */
export const newLocation = ({ bucket, prefix }: S3Storage, file: Named): ObjectLocation => ({
  bucket,
  key: `${prefix ? `${prefix}/` : ''}${nameOf(file)}`,
});

/** Where an object is: a row knows it, and one without knowledge is where new ones are written. */
export const locationOf = (
  storage: S3Storage,
  file: Named & Pick<ProviderFile, 'provider_metadata'>,
): ObjectLocation => file.provider_metadata ?? newLocation(storage, file);

/**
 * Where a format is: beside its file, as both are written together. `stored_objects` in
 * `database/constraints/06-storage.sql` says the same.
 */
export const formatLocation = (file: ObjectLocation, format: Named): ObjectLocation => ({
  bucket: file.bucket,
  key: `${folderOf(file.key)}${nameOf(format)}`,
});
