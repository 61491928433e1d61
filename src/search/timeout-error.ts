import { errors } from '@strapi/utils';

/** PostgreSQL has ended a statement, because it took longer than it may. */
const QUERY_CANCELED = '57014';

/** A search that was given up. */
export class SearchTimeoutError extends errors.ApplicationError<'SearchTimeoutError'> {
  override name = 'SearchTimeoutError' as const;
  readonly status = 503;

  constructor(milliseconds: number) {
    super(
      `The search took longer than ${milliseconds} ms and was given up. ` +
        'Search for more of the name, or try again later.',
    );
  }
}

export const isTimeout = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === QUERY_CANCELED;
