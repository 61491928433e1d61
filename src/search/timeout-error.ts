import { StatementTimeoutError } from '../database';

/** A search that was given up. */
export class SearchTimeoutError extends StatementTimeoutError {
  override name = 'SearchTimeoutError' as const;

  constructor(timeoutMs: number) {
    super(
      `The search could not be done within ${timeoutMs} ms and was given up. ` +
        'Search for more of the name, or try again later.',
    );
  }
}
