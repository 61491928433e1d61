import { Client } from 'pg';
import { createMovie } from '../factories';
import {
  application,
  clearCatalogue,
  type Client as ApiClient,
  sql,
  strapi,
  until,
  withAdmin,
  withUser,
} from '../harness';
import { type Receiver, startReceiver } from '../harness/webhook-receiver';
import { deliveryRows, WebhooksDesk } from './webhooks-desk';

const EVENTS = ['favorite.added', 'movie.published'];

let desk: WebhooksDesk;
let receiver: Receiver;
let deleting: Client;
let user: ApiClient;
let movie: string;

beforeEach(async () => {
  desk = new WebhooksDesk(await withAdmin('strapi-super-admin'));
  receiver = await startReceiver();
  deleting = new Client(application().databaseUrl);
  await deleting.connect();
  user = await withUser();
  movie = (await createMovie()).documentId;
});

afterEach(async () => {
  await deleting.end();
  await sql(`DELETE FROM strapi_webhooks WHERE name = 'doomed'`);
  await desk.clear();
  await receiver.close();
  await clearCatalogue();
});

const isWaiting = async (): Promise<boolean> =>
  (await sql('SELECT 1 FROM pg_locks WHERE NOT granted')).length > 0;

/** Past the desk, which would want to remove it. */
const makeDoomed = async (): Promise<number> => {
  const [row] = await sql<{ id: number }>(
    `INSERT INTO strapi_webhooks (name, url, headers, events, enabled)
     VALUES ('doomed', $1, '{}', $2, true) RETURNING id`,
    [receiver.url, JSON.stringify(EVENTS)],
  );
  if (!row) throw new Error('It has not been made');
  return row.id;
};

it.each<[string, () => Promise<unknown>]>([
  ['a favorite', async () => user.put(`/movies/${movie}/favorite`, {}).expect(200)],
  ['a publication', () => strapi().documents('api::movie.movie').publish({ documentId: movie })],
])('%s does not fail because a webhook is deleted, and others are told', async (_what, change) => {
  const doomed = await makeDoomed();
  const other = await startReceiver();
  await desk.make(other.url, EVENTS);
  await deleting.query('BEGIN');
  await deleting.query('DELETE FROM strapi_webhooks WHERE id = $1', [doomed]);
  const changing = change();
  await until(isWaiting);
  await deleting.query('COMMIT');
  await changing;

  await until(() => other.received.length > 0);
  await until(async () => (await deliveryRows()).length === 0);
  expect(receiver.received).toEqual([]);
  await other.close();
});
