import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMovie } from '../factories';
import { type Client, clearCatalogue, strapi, until, withAdmin, withUser } from '../harness';

let user: Client;
let account: { id: number; documentId: string };
let movie: string;
let path: string;

beforeEach(async () => {
  await clearCatalogue();
  user = await withUser();
  account = (await user.get('/users/me').expect(200)).body;
  movie = (await createMovie()).documentId;
  path = `/movies/${movie}/favorite`;
});

type Subscriber = (event: string, payload: unknown) => Promise<void>;

/** Subscribes to the event hub while `action` runs. */
const subscribed = async (subscriber: Subscriber, action: () => Promise<unknown>) => {
  const unsubscribe = strapi().eventHub.subscribe(subscriber);
  try {
    await action();
  } finally {
    unsubscribe();
  }
};

/** What the event hub tells of favorites while `action` runs. */
const eventsDuring = async (action: () => Promise<unknown>): Promise<unknown[]> => {
  const events: unknown[] = [];
  await subscribed((event, payload) => {
    if (event.startsWith('favorite.')) events.push({ event, payload });
    return Promise.resolve();
  }, action);
  return events;
};

const event = (name: string, favoritesCount: number) => ({
  event: name,
  payload: {
    user: { documentId: account.documentId },
    movie: { documentId: movie },
    favoritesCount,
  },
});

it('every change is told once, and nothing is told that changes nothing', async () => {
  const events = await eventsDuring(async () => {
    await user.put(path, {}).expect(200);
    await user.put(path, {}).expect(200);
    await user.delete(path).expect(200);
    await user.delete(path).expect(200);
    await user.post(path, {}).expect(200);
    await user.put('/movies/nosuchmovie/favorite', {}).expect(404);
  });
  expect(events).toEqual([
    event('favorite.added', 1),
    event('favorite.removed', 0),
    event('favorite.added', 1),
  ]);
});

it('a subscriber finds in the database what it is told', async () => {
  const counts: number[] = [];
  await subscribed(
    async (name) => {
      if (name !== 'favorite.added') return;
      counts.push(await strapi().db.query('api::favorite.favorite').count());
    },
    async () => {
      await user.put(path, {}).expect(200);
      await until(() => counts.length > 0);
    },
  );
  expect(counts).toEqual([1]);
});

it('a subscriber that fails harms nobody', async () => {
  const failing = (name: string) =>
    name === 'favorite.added'
      ? Promise.reject(new Error('This subscriber always fails'))
      : Promise.resolve();
  await subscribed(failing, async () => {
    await user.put(path, {}).expect(200);
  });
  await user.delete(path).expect(200);
});

describe('in a transaction of somebody else', () => {
  const favorites = () => strapi().service('api::favorite.favorite');

  it('the event waits for the commit', async () => {
    const events = await eventsDuring(() =>
      strapi().db.transaction(async () => {
        await favorites().add(account, movie);
        await favorites().toggle(account, movie);
        await favorites().toggle(account, movie);
        const { body } = await user.get('/users/me/favorites').expect(200);
        expect(body.data).toEqual([]);
      }),
    );
    expect(events).toEqual([
      event('favorite.added', 1),
      event('favorite.removed', 0),
      event('favorite.added', 1),
    ]);
  });

  it('a favorite of a user who is gone leaves the transaction usable', async () => {
    const events = await eventsDuring(() =>
      strapi().db.transaction(async () => {
        await favorites().add(account, movie);
        await expect(
          favorites().add({ id: 2 ** 31 - 1, documentId: 'gone' }, movie),
        ).rejects.toMatchObject({ name: 'UnauthorizedError' });
      }),
    );
    expect(events).toEqual([event('favorite.added', 1)]);
    expect(await strapi().db.query('api::favorite.favorite').count()).toBe(1);
  });

  it('nothing is told of what is rolled back', async () => {
    const events = await eventsDuring(() =>
      strapi()
        .db.transaction(async () => {
          await favorites().add(account, movie);
          throw new Error('Undo');
        })
        .catch(() => undefined),
    );
    expect(events).toEqual([]);
    expect(await strapi().db.query('api::favorite.favorite').count()).toBe(0);
  });
});

it('a webhook made in the admin panel receives the event', async () => {
  const received: unknown[] = [];
  const receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      received.push({ name: request.headers['x-strapi-event'], body: JSON.parse(text) });
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  const admin = await withAdmin('strapi-super-admin');
  const { body } = await admin
    .post('/admin/webhooks', {
      name: 'favorites',
      url: `http://127.0.0.1:${port}/`,
      headers: {},
      events: ['favorite.added', 'favorite.removed'],
    })
    .expect(201);

  try {
    await user.put(path, {}).expect(200);
    await until(() => received.length > 0);
    expect(received).toEqual([
      {
        name: 'favorite.added',
        body: {
          delivery: expect.any(String),
          event: 'favorite.added',
          createdAt: expect.any(String),
          ...event('favorite.added', 1).payload,
        },
      },
    ]);
  } finally {
    await admin.delete(`/admin/webhooks/${body.data.id}`).expect(200);
    receiver.close();
  }
});
