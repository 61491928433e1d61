import { createMovie } from '../factories';
import {
  type AdminClient,
  clearCatalogue,
  registerUser,
  strapi,
  until,
  withAdmin,
  withTokenOfType,
} from '../harness';
import {
  expectedSignature,
  ok,
  type Received,
  type Receiver,
  startReceiver,
} from '../harness/webhook-receiver';
import { deliveryRows, WebhooksDesk } from './webhooks-desk';

const MOVIE = 'api::movie.movie';
const SECRET = 'the secret of these tests';
const SECRETS = [SECRET, 'and the one from before'];
const SOON = [10, 10, 10, 10];

let admin: AdminClient;
let desk: WebhooksDesk;
let receiver: Receiver;
let movie: string;

const publish = () => strapi().documents(MOVIE).publish({ documentId: movie });
const unpublish = () => strapi().documents(MOVIE).unpublish({ documentId: movie });

const arrived = (count: number, at = receiver) => until(() => at.received.length >= count);
const nothingIsLeft = () => until(async () => (await deliveryRows()).length === 0);

const nth = (index: number, at = receiver): Received => {
  const found = at.received[index];
  if (!found) throw new Error(`There is no request ${index}`);
  return found;
};

beforeAll(async () => {
  admin = await withAdmin('strapi-super-admin');
});

beforeEach(async () => {
  desk = new WebhooksDesk(admin);
  desk.configure({ secrets: SECRETS, retryDelaysMs: SOON });
  receiver = await startReceiver();
  movie = (await createMovie()).documentId;
});

afterEach(async () => {
  await desk.clear();
  await receiver.close();
  await clearCatalogue();
  expect(await deliveryRows()).toEqual([]);
});

describe('what a receiver gets', () => {
  it('is the event with its payload, signed with each secret', async () => {
    await desk.make(receiver.url, ['movie.published'], { Authorization: 'Bearer of theirs' });
    await publish();
    await arrived(1);

    const received = nth(0);
    const { headers, body, delivery } = received;
    expect(body).toEqual({
      delivery,
      event: 'movie.published',
      createdAt: expect.any(String),
      movie: { documentId: movie },
      wasPublished: true,
      changed: [],
    });
    expect(Math.abs(Date.now() - Date.parse(String(body.createdAt)))).toBeLessThan(60_000);
    expect(headers).toMatchObject({
      authorization: 'Bearer of theirs',
      'content-type': 'application/json',
      'x-reelbase-event': 'movie.published',
      'x-strapi-event': 'movie.published',
      'x-reelbase-delivery': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const [time, ...signatures] = String(headers['x-reelbase-signature']).split(',');
    const seconds = Number(time?.replace('t=', ''));
    expect(Math.abs(Date.now() / 1_000 - seconds)).toBeLessThan(60);
    expect(signatures).toEqual(
      SECRETS.map((secret) => `v1=${expectedSignature(secret, received)}`),
    );
    await nothingIsLeft();
    expect(receiver.received).toHaveLength(1);
  });

  it('is unsigned without a secret, and cannot be made to look signed', async () => {
    desk.configure({ secrets: [] });
    const warned = jest.spyOn(strapi().log, 'warn').mockReturnValue(strapi().log);
    await desk.make(receiver.url, ['movie.published', 'movie.unpublished'], {
      'X-Reelbase-Signature': 't=1,v1=00',
    });
    await publish();
    await unpublish();
    await arrived(2);

    expect(nth(0).headers).not.toHaveProperty('x-reelbase-signature');
    expect(nth(1).headers).not.toHaveProperty('x-reelbase-signature');
    expect(
      warned.mock.calls.filter(([text]) => JSON.stringify(text).includes('unsigned')),
    ).toHaveLength(1);
    warned.mockRestore();
  });

  it("are Strapi's own events as well", async () => {
    const program = await withTokenOfType('full-access');
    await desk.make(receiver.url, ['entry.create']);
    await program.post('/genres', { data: { name: 'Mumblecore' } }).expect(201);
    await arrived(1);

    const received = nth(0);
    const { headers, body } = received;
    expect(body).toMatchObject({
      event: 'entry.create',
      uid: 'api::genre.genre',
      entry: { name: 'Mumblecore' },
    });
    expect(headers['x-reelbase-signature']).toContain(expectedSignature(SECRET, received));
    await strapi()
      .documents('api::genre.genre')
      .delete({
        documentId: (body.entry as { documentId: string }).documentId,
      });
  });

  it('has the id of the delivery signed, which no payload can take the place of', async () => {
    await desk.make(receiver.url, ['entry.create']);
    await strapi().eventHub.emit('entry.create', { uid: 'any', delivery: 'of a plugin' });
    await arrived(1);

    const { body, delivery } = nth(0);
    expect(body).toMatchObject({ uid: 'any', delivery });
  });

  it('is what a webhook has ticked, and nothing else', async () => {
    const other = await startReceiver();
    await desk.make(receiver.url, ['movie.unpublished']);
    await desk.make(other.url, ['movie.published', 'movie.unpublished']);
    await publish();
    await unpublish();
    await arrived(2, other);
    await arrived(1);
    await nothingIsLeft();

    expect(receiver.received.map(({ body }) => body.event)).toEqual(['movie.unpublished']);
    expect(new Set(other.received.map(({ delivery }) => delivery)).size).toBe(2);
    expect(other.received.map(({ delivery }) => delivery)).not.toContain(nth(0).delivery);
    await other.close();
  });

  it('is signed when the panel tries the webhook out', async () => {
    const id = await desk.make(receiver.url, ['movie.published']);
    const trigger = async (): Promise<unknown> => {
      const { body } = await admin.post(`/admin/webhooks/${id}/trigger`, {}).expect(200);
      return body.data;
    };

    expect(await trigger()).toEqual({ statusCode: 204 });
    const received = nth(0);
    expect(received.body.event).toBe('trigger-test');
    expect(received.headers['x-reelbase-signature']).toContain(expectedSignature(SECRET, received));

    receiver.answer((response) => response.writeHead(403).end('not you'));
    expect(await trigger()).toEqual({ statusCode: 403, message: 'It answered 403: not you' });
    expect(nth(1).delivery).not.toBe(received.delivery);
  });
});

describe('a change that is taken back', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['by its program', () => Promise.reject(new Error('Undo'))],
    [
      'at the commit',
      () =>
        strapi().db.transaction(async ({ trx }) => {
          await trx.raw('DELETE FROM movies_director_lnk');
        }),
    ],
  ])('%s is sent to nobody', async (_how, end) => {
    await desk.make(receiver.url, ['movie.published', 'movie.unpublished']);
    const running = strapi().db.transaction(async () => {
      await publish();
      await end();
    });
    await expect(running).rejects.toThrow();

    expect(await deliveryRows()).toEqual([]);
    // Would come before this one.
    await unpublish();
    await arrived(1);
    await nothingIsLeft();
    expect(receiver.received.map(({ body }) => body.event)).toEqual(['movie.unpublished']);
  });
});

it('a favorite is noted with its change, within the same statement', async () => {
  const { client, user } = await registerUser();
  await desk.make(receiver.url, ['favorite.added', 'favorite.removed']);
  await client.put(`/movies/${movie}/favorite`, {}).expect(200);
  await client.put(`/movies/${movie}/favorite`, {}).expect(200);
  await arrived(1);
  await client.delete(`/movies/${movie}/favorite`).expect(200);
  await arrived(2);

  const told = {
    delivery: expect.any(String),
    createdAt: expect.any(String),
    user: { documentId: user.documentId },
    movie: { documentId: movie },
  };
  expect(receiver.received.map(({ body }) => body)).toEqual([
    { event: 'favorite.added', ...told, favoritesCount: 1 },
    { event: 'favorite.removed', ...told, favoritesCount: 0 },
  ]);
  await nothingIsLeft();
});

it('a webhook that is made past this server is known to it', async () => {
  const id = await desk.make(receiver.url, ['movie.published']);
  await strapi()
    .db.query('strapi::webhook')
    .update({ where: { id }, data: { events: ['entry.publish'] } });
  await publish();
  await arrived(1);

  expect(nth(0).body.event).toBe('entry.publish');
  receiver.answer(ok);
});
