import { Client } from 'pg';
import { sql } from '../harness';
import {
  complete,
  createDatabase,
  databaseUrl,
  killServers,
  start,
  START_TIMEOUT_MS,
  startAndWait,
} from '../harness/server-process';

const DATABASE = 'without_extensions';
const USER = 'no_extensions';

/** As who may do so. */
const asOwner = async (statements: string): Promise<void> => {
  const client = new Client(databaseUrl(DATABASE));
  await client.connect();
  await client.query(statements);
  await client.end();
};

/** Of somebody who may create tables, and nothing that belongs to the database as a whole. */
const restrictedUrl = (): string =>
  Object.assign(new URL(databaseUrl(DATABASE)), { username: USER, password: 'secret' }).href;

beforeAll(async () => {
  await createDatabase(DATABASE);
  await sql(`CREATE ROLE ${USER} LOGIN PASSWORD 'secret'`);
  await asOwner(`GRANT ALL ON SCHEMA public TO ${USER}`);
});

afterAll(async () => {
  killServers();
  await sql(`DROP DATABASE ${DATABASE} WITH (FORCE)`);
  await sql(`DROP ROLE ${USER}`);
});

it(
  'does not start where the extensions cannot be created, says what to run, and starts after that',
  async () => {
    const env = { DATABASE_URL: restrictedUrl() };
    const refused = start({ ...complete(DATABASE, 1), ...env });
    expect(await refused.exit).toBe(1);
    expect(refused.output()).toContain('The search needs the extensions pg_trgm and unaccent');
    const [statements = ''] =
      /CREATE EXTENSION \w+; CREATE EXTENSION \w+;/.exec(refused.output()) ?? [];

    await asOwner(statements);
    await startAndWait(DATABASE, env);
  },
  2 * START_TIMEOUT_MS,
);
