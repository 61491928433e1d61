import { createRequire } from 'node:module';
import type { S3Storage } from '../../../config/environment/s3';

/** An object of the storage, in the folder where new ones are written. */
export interface FoundObject {
  bucket: string;
  key: string;
  changedAt: Date;
}

interface Page {
  Contents?: { Key: string; LastModified: Date }[];
  NextContinuationToken?: string;
}

/** What is used of the AWS SDK. */
interface Sdk {
  S3Client: new (options: object) => {
    send: (command: object) => Promise<Page>;
    destroy: () => void;
  };
  ListObjectsV2Command: new (input: object) => object;
}

/** The SDK of the S3 provider, which itself cannot list: one version, and one set of options. */
const sdk = (): Sdk =>
  createRequire(require.resolve('@strapi/provider-upload-aws-s3'))('@aws-sdk/client-s3') as Sdk;

/** The objects in the configured folder of the bucket, without folders in it. */
export const listS3Objects = async ({
  bucket,
  prefix,
  provider,
}: S3Storage): Promise<FoundObject[]> => {
  const { S3Client, ListObjectsV2Command } = sdk();
  const client = new S3Client(provider.s3Options);
  const input = { Bucket: bucket, Prefix: prefix ? `${prefix}/` : '', Delimiter: '/' };
  const found: FoundObject[] = [];
  try {
    let page: Page = {};
    do {
      const ContinuationToken = page.NextContinuationToken;
      page = await client.send(new ListObjectsV2Command({ ...input, ContinuationToken }));
      for (const { Key, LastModified } of page.Contents ?? []) {
        found.push({ bucket, key: Key, changedAt: LastModified });
      }
    } while (page.NextContinuationToken);
    return found;
  } finally {
    client.destroy();
  }
};
