import { Client } from 'pg';
import { createMovie } from '../factories';
import { anonymous, application, clearCatalogue, sql } from '../harness';
import { roundTripsOf } from '../harness/round-trips';
import { until } from '../harness/until';

/** What SEARCH_TIMEOUT_MS is unless it is set. */
const TIMEOUT_MS = 1_000;

/** A third of DATABASE_POOL_MAX, which is 10. */
const AT_ONCE = 3;

beforeAll(async () => {
  await createMovie({ title: 'Patience' });
});

const blockers = new Set<Client>();

/** A test that fails leaves no lock. */
afterEach(async () => {
  await Promise.all([...blockers].map((client) => client.end()));
  blockers.clear();
});

afterAll(clearCatalogue);

const lock = async (table: string): Promise<{ release: () => Promise<void> }> => {
  const client = new Client(application().databaseUrl);
  await client.connect();
  blockers.add(client);
  await client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return {
    async release() {
      blockers.delete(client);
      await client.end();
    },
  };
};

const waitingFor = async (table: string): Promise<number> => {
  const [row] = await sql<{ count: number }>(
    `SELECT count(*)::integer AS count FROM pg_locks WHERE NOT granted AND relation = $1::regclass`,
    [table],
  );
  return row?.count ?? 0;
};

const search = async () => {
  const { status, body } = await anonymous().get('/search?q=patience');
  return { status, body: body as { error?: { name: string; message: string } } };
};

it('gives up a search that takes too long with a 503 that says so', async () => {
  const { release } = await lock('search_vocabulary');
  const { status, body } = await search();
  const { errors } = await anonymous().graphql('{ search(q: "patience") { nodes { label } } }');
  await release();
  expect(status).toBe(503);
  expect(body.error).toMatchObject({
    name: 'SearchTimeoutError',
    message: expect.stringContaining(`${TIMEOUT_MS} ms`) as string,
  });
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining(`${TIMEOUT_MS} ms`) as string,
      extensions: { error: { name: 'SearchTimeoutError' } },
    },
  ]);
  expect((await search()).status).toBe(200);
});

it('gives all statements of a search one time', async () => {
  const first = await lock('search_vocabulary');
  const second = await lock('search_movies');
  const begun = performance.now();
  const answer = search().then(({ status }) => ({ status, tookMs: performance.now() - begun }));
  await until(() => performance.now() - begun > 0.7 * TIMEOUT_MS);
  await first.release();
  await until(async () => (await waitingFor('search_movies')) > 0);
  const { status, tookMs } = await answer;
  await second.release();
  expect(status).toBe(503);
  expect(tookMs).toBeLessThan(1.5 * TIMEOUT_MS);
});

it('tells the database once of the time of a search that is fast', async () => {
  await search();
  const { statements } = await roundTripsOf(search);
  expect(statements.filter((sent) => sent.includes('statement_timeout'))).toHaveLength(1);
});

it('leaves the other connections to the rest when searches are slow', async () => {
  const { release } = await lock('search_vocabulary');
  const begun = performance.now();
  const searches = Array.from({ length: 60 }, search);
  let waiting = 0;
  await until(async () => (waiting = await waitingFor('search_vocabulary')) >= AT_ONCE);
  await anonymous().get('/genres').expect(200);
  const genresAfterMs = performance.now() - begun;
  const answers = await Promise.all(searches);
  const allAfterMs = performance.now() - begun;
  await release();
  expect(waiting).toBe(AT_ONCE);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  // In turns of ten, each of its own second, they would take six, and the genres would be last.
  expect(genresAfterMs).toBeLessThan(3 * TIMEOUT_MS);
  expect(allAfterMs).toBeLessThan(4 * TIMEOUT_MS);
  const later = await Promise.all(Array.from({ length: 2 * AT_ONCE }, search));
  expect(new Set(later.map(({ status }) => status))).toEqual(new Set([200]));
});
