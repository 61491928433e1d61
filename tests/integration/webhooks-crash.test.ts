import { sqlOn, until } from '../harness';
import {
  createDatabase,
  databaseUrl,
  dropDatabase,
  killServers,
  START_TIMEOUT_MS,
  startAndWait,
} from '../harness/server-process';
import { ok, type Receiver, startReceiver } from '../harness/webhook-receiver';
import { addAt, registerAt, type SiteUser } from './site-requests';

const DATABASE = 'reelbase_webhooks_test';
const MOVIES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
const PATIENCE_MS = 30_000;

type Server = Awaited<ReturnType<typeof startAndWait>>;

const query = sqlOn(databaseUrl(DATABASE));

const startServer = (): Promise<Server> =>
  startAndWait(DATABASE, {
    RATE_LIMIT_FAVORITES: 'off',
    RATE_LIMIT_REGISTRATION: 'off',
    WEBHOOK_SECRET: 'the secret of the webhooks test',
    WEBHOOK_TIMEOUT_SECONDS: '2',
  });

/** The admin panel of a production server makes none for an address of this machine. */
const subscribe = async ({ url }: Receiver): Promise<void> => {
  await query('DELETE FROM strapi_webhooks');
  await query(
    `INSERT INTO strapi_webhooks (name, url, headers, events, enabled)
     VALUES ('test', $1, '{}', '["favorite.added"]', true)`,
    [url],
  );
};

const noted = (): Promise<{ id: string }[]> => query('SELECT id FROM webhook_deliveries');

const nothingIsLeft = () => until(async () => (await noted()).length === 0, PATIENCE_MS);

let receiver: Receiver;
let user: SiteUser;

jest.setTimeout(4 * START_TIMEOUT_MS);

beforeAll(async () => {
  await createDatabase(DATABASE);
  const server = await startServer();
  await query(
    `INSERT INTO movies (document_id, title, published_at)
     SELECT name, name, at FROM unnest($1::text[]) AS name, (VALUES (NULL), (now())) AS version (at)`,
    [MOVIES],
  );
  user = await registerAt(server.url, 'somebody');
  server.child.kill('SIGKILL');
  await server.exit;
});

beforeEach(async () => {
  await query('TRUNCATE favorites');
  receiver = await startReceiver();
  await subscribe(receiver);
});

afterEach(() => receiver.close());

afterAll(async () => {
  killServers();
  await dropDatabase(DATABASE);
});

it('what a killed server was sending comes from the next one, with the same id', async () => {
  receiver.answer(() => undefined);
  const killed = await startServer();
  await addAt(killed.url, 'first', user.jwt);
  await until(() => receiver.received.length > 0);
  const [row] = await noted();
  killed.child.kill('SIGKILL');
  await killed.exit;

  receiver.answer(ok);
  const next = await startServer();
  await nothingIsLeft();
  expect(receiver.received.map(({ delivery }) => delivery)).toEqual([row?.id, row?.id]);
  expect(receiver.received[1]?.text).toBe(receiver.received[0]?.text);
  next.child.kill('SIGKILL');
  await next.exit;
});

it('what was committed and not yet sent is sent by the next server', async () => {
  await query(`SELECT note_webhooks('favorite.added', '{"movie": {"documentId": "first"}}'::json)`);
  const [row] = await noted();

  const next = await startServer();
  await nothingIsLeft();
  expect(receiver.received).toMatchObject([
    { delivery: row?.id, body: { event: 'favorite.added', movie: { documentId: 'first' } } },
  ]);
  next.child.kill('SIGKILL');
  await next.exit;
});

it('two servers send each delivery once', async () => {
  // Slow enough for the other server to come by.
  receiver.answer((response) => setTimeout(() => response.writeHead(204).end(), 50));
  const servers = await Promise.all([startServer(), startServer()]);
  for (let round = 0; round < 3; round += 1) {
    await query('TRUNCATE favorites');
    await Promise.all(
      MOVIES.map((movie, index) => addAt(servers[index % 2]?.url ?? '', movie, user.jwt)),
    );
    // Wakes both at the same time.
    await nothingIsLeft();
  }

  const deliveries = receiver.received.map(({ delivery }) => delivery);
  expect(deliveries).toHaveLength(3 * MOVIES.length);
  expect(new Set(deliveries).size).toBe(deliveries.length);

  for (const { child } of servers) child.kill('SIGTERM');
  expect(await Promise.all(servers.map(({ exit }) => exit))).toEqual([0, 0]);
});
