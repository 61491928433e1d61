import { strapi } from '.';

/** A statement as Strapi has sent it. */
export interface Sent {
  sql: string;
  bindings: unknown[];
}

/** All statements that the application sends to the database while something is done. */
export const statementsOf = async (work: () => PromiseLike<unknown>): Promise<Sent[]> => {
  const sent: Sent[] = [];
  const note = ({ sql, bindings }: Sent) => void sent.push({ sql, bindings });
  strapi().db.connection.on('query', note);
  try {
    await work();
  } finally {
    strapi().db.connection.removeListener('query', note);
  }
  return sent;
};
