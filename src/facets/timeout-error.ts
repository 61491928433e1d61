import { StatementTimeoutError } from '../database';

/** A filter that so many movies pass that counting them takes too long. */
export class FacetsTimeoutError extends StatementTimeoutError {
  override name = 'FacetsTimeoutError' as const;

  constructor(timeoutMs: number) {
    super(
      `The facets of these filters could not be counted within ${timeoutMs} ms. Filter further, or ask again later.`,
    );
  }
}
