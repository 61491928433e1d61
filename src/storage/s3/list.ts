import type { S3Storage } from '../../../config/environment/s3';
import type { ObjectLocation } from '../../strapi-services/media-storage';
import { createBoundedHandler } from './bounded-requests';
import { clientSdk, type Page } from './sdk';

/** An object of the storage, in the folder where new ones are written. */
export interface FoundObject {
  bucket: string;
  key: string;
  changedAt: Date;
}

const withClient = async <Result>(
  storage: S3Storage,
  use: (send: (input: object) => Promise<Page>) => Promise<Result>,
): Promise<Result> => {
  const { S3Client, ListObjectsV2Command } = clientSdk();
  const requestHandler = createBoundedHandler(storage);
  const client = new S3Client({ ...storage.provider.s3Options, requestHandler });
  try {
    return await use((input) => client.send(new ListObjectsV2Command(input)));
  } finally {
    client.destroy();
  }
};

/** The objects in the configured folder of the bucket, without folders in it. */
export const listS3Objects = (storage: S3Storage): Promise<FoundObject[]> =>
  withClient(storage, async (list) => {
    const { bucket, prefix } = storage;
    const input = { Bucket: bucket, Prefix: prefix ? `${prefix}/` : '', Delimiter: '/' };
    const found: FoundObject[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await list({ ...input, ContinuationToken });
      ContinuationToken = page.NextContinuationToken;
      for (const { Key, LastModified } of page.Contents ?? []) {
        found.push({ bucket, key: Key, changedAt: LastModified });
      }
    } while (ContinuationToken);
    return found;
  });

/** Whether a list has the object, of whatever bucket and folder. */
export const isListed = (storage: S3Storage, { bucket, key }: ObjectLocation): Promise<boolean> =>
  withClient(storage, async (list) => {
    // Keys are listed in their order: the key itself is the first of those that begin with it.
    const { Contents = [] } = await list({ Bucket: bucket, Prefix: key, MaxKeys: 1 });
    return Contents[0]?.Key === key;
  });
