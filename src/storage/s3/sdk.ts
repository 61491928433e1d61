import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';

/** Of a list of objects. */
export interface Page {
  Contents?: { Key: string; LastModified: Date }[];
  NextContinuationToken?: string;
}

/** What is used of the client of the AWS SDK. */
interface ClientSdk {
  S3Client: new (options: object) => {
    send: (command: object) => Promise<Page>;
    destroy: () => void;
  };
  ListObjectsV2Command: new (input: object) => object;
}

interface HandlerOptions {
  abortSignal?: AbortSignal;
}

/** Sends one request to S3; the answer is there when its headers are, and its body follows. */
export interface RequestHandler {
  handle: (request: object, options?: HandlerOptions) => Promise<{ response: { body: Readable } }>;
  destroy: () => void;
  updateHttpClientConfig: (key: string, value: unknown) => void;
  httpHandlerConfigs: () => object;
}

/** What is used of the SDK's own handler of requests; its times are milliseconds. */
interface HandlerSdk {
  NodeHttpHandler: new (options: {
    connectionTimeout: number;
    socketTimeout: number;
  }) => RequestHandler;
}

const fromProvider = createRequire(require.resolve('@strapi/provider-upload-aws-s3'));
const CLIENT = '@aws-sdk/client-s3';

/** The SDK of the S3 provider, which itself cannot list: one version, and one set of options. */
export const clientSdk = (): ClientSdk => fromProvider(CLIENT) as ClientSdk;

/** The handler that this SDK would use by itself. */
export const handlerSdk = (): HandlerSdk =>
  createRequire(fromProvider.resolve(CLIENT))('@smithy/node-http-handler') as HandlerSdk;
