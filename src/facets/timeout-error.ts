import { errors } from '@strapi/utils';

/** A filter that so many movies pass that counting them takes too long. */
export class FacetsTimeoutError extends errors.ApplicationError<'FacetsTimeoutError'> {
  override name = 'FacetsTimeoutError' as const;

  constructor(timeoutMs: number) {
    super(
      `The facets of these filters take longer than ${timeoutMs} ms to count. Filter further, or ask again later.`,
    );
  }
}

const QUERY_CANCELED = '57014';

export const isTimeout = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === QUERY_CANCELED;
