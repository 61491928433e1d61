import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { ObjectLocation } from '../strapi-services/media-storage';

type Kind = 'refused' | 'unavailable' | 'silent' | 'busy';

const STATUS: Record<Kind, number> = { refused: 502, unavailable: 503, silent: 504, busy: 503 };

const MESSAGES: Record<Kind, string> = {
  refused:
    'The file storage refuses the request. Nothing was changed; an administrator finds the reason in the log.',
  unavailable: 'The file storage cannot be reached. Nothing was changed; try again later.',
  silent: 'The file storage does not answer. Nothing was changed; try again later.',
  busy: 'The file storage is still busy with this file. Nothing was changed; try again later.',
};

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** A failure of where files are kept, not of the request. Callers learn no bucket, key or code. */
export class StorageError extends errors.ApplicationError<'StorageError'> {
  override name = 'StorageError' as const;
  readonly status: number;

  constructor(
    readonly kind: Kind,
    options: ErrorOptions = {},
  ) {
    super(MESSAGES[kind]);
    this.status = STATUS[kind];
    this.cause = options.cause;
  }
}

/** S3 names what it has stored; a web server that says yes to everything does not. */
export class NoS3Error extends Error {
  override name = 'NoS3Error';

  constructor() {
    super('The answer has no ETag: what listens there is not S3, or a proxy in between drops it');
  }
}

/** An error of the AWS SDK, of the network below it, or any other. */
interface SdkError extends Error {
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

const kindOf = ({ name, code, $metadata }: SdkError): Kind | undefined => {
  // The code goes first: the SDK also calls it a timeout when a connection is cut.
  if (UNREACHABLE.has(code ?? '')) return 'unavailable';
  if (name === 'TimeoutError' || code === 'ETIMEDOUT') return 'silent';
  if (name === 'CredentialsProviderError' || name === 'NoS3Error') return 'refused';
  if (!$metadata) return undefined;
  return ($metadata.httpStatusCode ?? 500) >= 500 ? 'unavailable' : 'refused';
};

/**
 * Does something with an object in S3.
 *
 * @param doing for the log, e.g. "upload"
 * @throws {StorageError} when S3 refuses or fails; the log says why. Other errors as they are.
 */
export const explainFailures = async <Result>(
  strapi: Core.Strapi,
  doing: string,
  { bucket, key }: ObjectLocation,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    const kind = error instanceof Error ? kindOf(error) : undefined;
    if (!kind) throw error;
    const { name, message, code } = error as SdkError;
    strapi.log.error(
      `S3 cannot ${doing} "${key}" in the bucket "${bucket}": ${code ?? name}, ${message}. Check the S3_ variables, the bucket and its policy.`,
    );
    throw new StorageError(kind, { cause: error });
  }
};
