import { Client } from 'pg';
import { application } from '.';

/** Runs one statement on the test database, past Strapi, on a connection of its own. */
export const sql = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> => {
  const client = new Client(application().databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query(text, values);
    return rows as Row[];
  } finally {
    await client.end();
  }
};
