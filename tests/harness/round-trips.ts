import { application } from '.';

/** What is sent to a client's `query`: a text, or an object with one. */
const textOf = (query: unknown): string =>
  typeof query === 'string' ? query : ((query as { text?: string }).text ?? '');

/**
 * The statements that the application sends to PostgreSQL while something runs, BEGIN and COMMIT among
 * them. Nothing else may be asked of the application meanwhile.
 */
export const roundTripsOf = async <Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; statements: string[] }> => {
  const { Client } = application().load('pg') as {
    Client: { prototype: { query: (...args: unknown[]) => unknown } };
  };
  const { prototype } = Client;
  const { query } = prototype;
  const statements: string[] = [];
  prototype.query = function (this: unknown, ...args: unknown[]) {
    statements.push(textOf(args[0]));
    return query.apply(this, args);
  };
  try {
    return { result: await work(), statements };
  } finally {
    prototype.query = query;
  }
};
