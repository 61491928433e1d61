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

/** Fills in what a row or a note does not know: bucket and prefix that are configured. */
export const completeLocation = (
  storage: S3Storage | null,
  location: ObjectLocation,
): ObjectLocation =>
  location.bucket || !storage ? location : newLocation(storage, { hash: location.key });

/**
 * What the objects of one file have in common: the ten digits at the end of their names, which Strapi
 * draws for each file. Empty for other names, which are one family. `object_family` in
 * `database/constraints/06-storage.sql` says the same.
 *
 * @param name a hash or a key
 */
export const familyOf = (name: string): string =>
  /_([0-9a-f]{10})(\.[A-Za-z0-9.]+)?$/.exec(name)?.[1] ?? '';
