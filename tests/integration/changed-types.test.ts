import { Client } from 'pg';
import { application, strapi } from '../harness';
import { sqlOn } from '../harness/sql';
import {
  createDatabase,
  databaseUrl,
  dropDatabase,
  killServers,
  START_TIMEOUT_MS,
  startAndWait,
} from '../harness/server-process';

const DATABASE = 'reelbase_changed_types_test';

jest.setTimeout(3 * START_TIMEOUT_MS);

interface Schemas {
  status: 'CHANGED' | 'UNCHANGED';
  diff: { tables: { updated: { name: string; columns: { updated: object[] } }[] } };
}

interface SchemaProvider {
  schema: object;
  schemaDiff: { diff: (schemas: object) => Promise<Schemas> };
}

it('the database is what Strapi takes it for, so that it alters nothing when a type changes', async () => {
  const { db } = strapi();
  const { schema, schemaDiff } = db.schema as unknown as SchemaProvider;
  const { diff } = await schemaDiff.diff({
    previousSchema: undefined,
    databaseSchema: await db.dialect.schemaInspector.getSchema(),
    userSchema: schema,
  });
  const altered = diff.tables.updated.flatMap(({ name, columns }) =>
    columns.updated.map((column) => ({ name, column })),
  );
  expect(altered).toEqual([]);
});

describe('what Strapi does where an attribute has changed', () => {
  it.each([
    ['movies', 'ALTER COLUMN description TYPE varchar(255)'],
    ['movies', 'DROP COLUMN description'],
    ['movies', 'ALTER COLUMN release_date TYPE timestamp'],
    ['movies', 'ALTER COLUMN duration_minutes TYPE numeric'],
    ['people', 'DROP COLUMN biography'],
    ['characters', 'DROP COLUMN description'],
  ])('%s: %s is not refused, and neither is what is written then', async (table, change) => {
    const client = new Client(application().databaseUrl);
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query(`ALTER TABLE ${table} ${change}`);
      const name = { movies: 'title', people: 'last_name', characters: 'name' }[table] ?? '';
      await client.query(
        `INSERT INTO ${table} (document_id, ${name}, published_at) VALUES ('changed', 'Wandel', now())`,
      );
      await client.query(`UPDATE ${table} SET ${name} = 'Gewandelt' WHERE document_id = 'changed'`);
      const { rows } = await client.query(`SELECT name FROM search_${table}`);
      expect(rows).toContainEqual({ name: 'gewandelt' });
      await client.query(`DELETE FROM ${table} WHERE document_id = 'changed'`);
    } finally {
      await client.end();
    }
  });
});

describe('a server on a database that exists', () => {
  const sql = sqlOn(databaseUrl(DATABASE));

  const startOnce = async () => {
    const server = await startAndWait(DATABASE);
    server.child.kill('SIGTERM');
    await server.exit;
  };

  beforeAll(async () => {
    await createDatabase(DATABASE);
    await startOnce();
  });
  afterAll(async () => {
    killServers();
    await dropDatabase(DATABASE);
  });

  /** What Strapi concludes when types and database are not those of the last start. */
  const forgetTypes = () => sql(`UPDATE strapi_database_schema SET hash = 'of other types'`);

  it('starts after types have changed', async () => {
    await forgetTypes();
    await startOnce();
  });

  it('starts after an upgrade from when the columns differed', async () => {
    await sql('ALTER TABLE favorites ALTER COLUMN movie_document_id SET NOT NULL');
    await sql('ALTER TABLE movies ALTER COLUMN favorites_count SET DEFAULT 0');
    await sql('ALTER TABLE movies ALTER COLUMN favorites_count SET NOT NULL');
    await sql('DELETE FROM strapi_migrations');
    await forgetTypes();
    await startOnce();
  });
});
