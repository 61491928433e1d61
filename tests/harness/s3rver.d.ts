declare module '@20minutes/s3rver' {
  import type { Server } from 'node:http';
  import type { Readable } from 'node:stream';

  interface Options {
    address: string;
    port: number;
    silent: boolean;
    directory: string;
    allowMismatchedSignatures: boolean;
    vhostBuckets: boolean;
    configureBuckets: { name: string }[];
  }

  /** What the tests use of the S3 server, which has no types of its own. */
  export default class S3rver {
    constructor(options: Options);
    httpServer: Server;
    store: {
      listObjects: (
        bucket: string,
        options: { maxKeys: number },
      ) => Promise<{ objects: { key: string }[] }>;
      putObject: (object: {
        bucket: string;
        key: string;
        content: Readable;
        metadata: Record<string, string>;
      }) => Promise<unknown>;
      /** The folder of a bucket for something that is not an object. */
      getResourcePath: (bucket: string, key: undefined, resource: string) => string;
      deleteObject: (bucket: string, key: string) => Promise<void>;
    };
    run(): Promise<{ port: number }>;
    close(): Promise<void>;
  }
}
