declare module '@20minutes/s3rver' {
  import type { Server } from 'node:http';

  interface Options {
    address: string;
    port: number;
    silent: boolean;
    directory: string;
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
    };
    run(): Promise<{ port: number }>;
    close(): Promise<void>;
  }
}
