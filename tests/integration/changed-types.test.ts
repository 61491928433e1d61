import { strapi } from '../harness';
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
