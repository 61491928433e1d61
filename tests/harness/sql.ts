import { Client } from 'pg';
import { application } from '.';

export type Sql = <Row>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Runs one statement on a database, past Strapi, on a connection of its own. */
export const sqlOn =
  (databaseUrl: string): Sql =>
  async <Row>(text: string, values: unknown[] = []) => {
    const client = new Client(databaseUrl);
    await client.connect();
    try {
      const { rows } = await client.query(text, values);
      return rows as Row[];
    } finally {
      await client.end();
    }
  };

/** Runs one statement on the test database. */
export const sql: Sql = (text, values) => sqlOn(application().databaseUrl)(text, values);
