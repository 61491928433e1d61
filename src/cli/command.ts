import { EnvironmentError } from '../../config/environment';

/** A mistake of whoever called: its message says what to do, a stack trace would not help. */
export class UsageError extends Error {
  override name = 'UsageError';
}

const EXPECTED_ERRORS = new Set([
  'UsageError',
  'ImportFormatError',
  'NewTypeError',
  'StorageError',
  EnvironmentError.name,
]);

/** What PostgreSQL or the way to it says when DATABASE_URL is not right. */
const CONNECTION_PROBLEMS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be resolved',
  ETIMEDOUT: 'it does not answer',
  '28P01': 'the password is wrong',
  '28000': 'this user may not connect',
  '3D000': 'there is no such database',
};

const connectionProblem = (error: unknown): string | undefined => {
  const problem = CONNECTION_PROBLEMS[(error as NodeJS.ErrnoException | null)?.code ?? ''];
  if (!problem || !process.env.DATABASE_URL) return undefined;
  const { hostname, port, pathname } = new URL(process.env.DATABASE_URL);
  return `Cannot connect to the database "${pathname.slice(1)}" at ${hostname}:${port || '5432'}: ${problem}. Check DATABASE_URL.`;
};

/**
 * Runs a command line program. Expected errors are told in their own words, others with a stack
 * trace; both end the process with exit code 1, or the one given.
 */
export const runCommand = (main: () => Promise<void>, { failureCode = 1 } = {}): void => {
  main().catch((error: unknown) => {
    const expected = error instanceof Error && EXPECTED_ERRORS.has(error.name);
    console.error(expected ? error.message : (connectionProblem(error) ?? error));
    process.exit(failureCode);
  });
};
