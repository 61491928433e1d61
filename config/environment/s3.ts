import type { Settings } from './schema';

/** How long S3 may take to accept a connection, which it does at once or not at all. */
const CONNECTION_TIMEOUT_MS = 3_000;
const MAX_ATTEMPTS = 2;

/** In seconds: an object, or a part of 5 MB of it, at 1.4 megabits per second. */
const REQUEST_SECONDS = 30;

export interface S3Storage {
  bucket: string;
  /** Folders of new objects, without slashes at either end; empty for none. */
  prefix: string;
  /** Whether files are shown by signed URLs. */
  isPrivate: boolean;
  /** Where the objects of the bucket are found, without a slash at the end. */
  baseUrl: string;
  /** Where files that were stored before are shown from. */
  formerOrigins: string[];
  /** How long one attempt of a request may take in all, in milliseconds. */
  requestMs: number;
  /** For the S3 provider, for this bucket, without its `rootPath` and `baseUrl`. */
  provider: S3ProviderOptions;
}

/** Options of `@strapi/provider-upload-aws-s3`; `s3Options` are also those of the SDK's client. */
export interface S3ProviderOptions {
  s3Options: {
    region: string;
    endpoint: string | undefined;
    forcePathStyle: boolean;
    credentials?: { accessKeyId: string; secretAccessKey: string };
    requestChecksumCalculation?: 'WHEN_REQUIRED';
    responseChecksumValidation?: 'WHEN_REQUIRED';
    maxAttempts: number;
    /** Milliseconds. */
    requestHandler: { connectionTimeout: number; socketTimeout: number };
    params: {
      Bucket: string;
      ACL: 'private' | 'public-read' | undefined;
      signedUrlExpires: number;
    };
  };
  providerConfig: { encryption: { type: string; kmsKeyId: string | undefined } } | undefined;
}

type S3Settings = Settings & { S3_BUCKET: string; S3_REGION: string };

/**
 * The SDK's own rules: the bucket is part of the host, unless a host for all buckets was asked for or
 * the bucket's dots would not match the certificate.
 */
const bucketUrl = (settings: S3Settings): string => {
  const { S3_BUCKET, S3_REGION, S3_ENDPOINT, S3_FORCE_PATH_STYLE } = settings;
  const suffix = S3_REGION.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const url = new URL(S3_ENDPOINT ?? `https://s3.${S3_REGION}.${suffix}`);
  const path = url.pathname.replace(/\/+$/, '');
  const isHostName = /^[a-z0-9][a-z0-9-]*[a-z0-9]$/.test(S3_BUCKET) && !isAddress(url.hostname);
  return S3_FORCE_PATH_STYLE || !isHostName
    ? `${url.origin}${path}/${S3_BUCKET}`
    : `${url.protocol}//${S3_BUCKET}.${url.host}${path}`;
};

const isAddress = (hostname: string): boolean => /^[\d.]+$|^\[/.test(hostname);

const providerOptions = (settings: S3Settings): S3ProviderOptions => {
  const { S3_ACL, S3_SIGNED_URL_SECONDS = 900, S3_TIMEOUT_SECONDS = 5 } = settings;
  const { S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_ENCRYPTION, S3_KMS_KEY_ID } = settings;
  return {
    s3Options: {
      region: settings.S3_REGION,
      endpoint: settings.S3_ENDPOINT,
      forcePathStyle: settings.S3_FORCE_PATH_STYLE ?? false,
      // Other servers, and older versions of them, know no checksums but those of the protocol.
      ...(settings.S3_ENDPOINT
        ? {
            requestChecksumCalculation: 'WHEN_REQUIRED',
            responseChecksumValidation: 'WHEN_REQUIRED',
          }
        : {}),
      ...(S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY
        ? { credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY } }
        : {}),
      maxAttempts: MAX_ATTEMPTS,
      // The time without a byte; `requestMs` is that of a whole request.
      requestHandler: {
        connectionTimeout: CONNECTION_TIMEOUT_MS,
        socketTimeout: S3_TIMEOUT_SECONDS * 1_000,
      },
      params: {
        Bucket: settings.S3_BUCKET,
        // There, even if undefined: without this key, the provider makes everything public-read.
        ACL: S3_ACL === 'none' ? undefined : S3_ACL,
        signedUrlExpires: S3_SIGNED_URL_SECONDS,
      },
    },
    providerConfig: S3_ENCRYPTION
      ? { encryption: { type: S3_ENCRYPTION, kmsKeyId: S3_KMS_KEY_ID } }
      : undefined,
  };
};

const hasBucket = (settings: Settings): settings is S3Settings => settings.S3_BUCKET !== undefined;

/** Where files are kept in S3; null when they are kept on the disk of this server. */
export const s3Storage = (settings: Settings): S3Storage | null => {
  if (!hasBucket(settings)) return null;
  const { S3_BUCKET, S3_PREFIX = '', S3_ACCESS = 'private', S3_PUBLIC_URL } = settings;
  const { S3_REQUEST_SECONDS = Math.max(REQUEST_SECONDS, settings.S3_TIMEOUT_SECONDS ?? 0) } =
    settings;
  return {
    bucket: S3_BUCKET,
    prefix: S3_PREFIX,
    isPrivate: S3_ACCESS === 'private',
    baseUrl: S3_PUBLIC_URL?.replace(/\/+$/, '') ?? bucketUrl(settings),
    formerOrigins: settings.S3_FORMER_ORIGINS ?? [],
    requestMs: S3_REQUEST_SECONDS * 1_000,
    provider: providerOptions(settings),
  };
};

/** For a content-security policy: the origins that pictures come from, unless it is the server's own. */
export const mediaOrigins = (storage: S3Storage | null): string[] =>
  storage ? [new URL(storage.baseUrl).origin, ...storage.formerOrigins] : [];
