import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { emitEvent, isolateSubscribers, on, subscribersSettled } from '../../src/events';
import type { DomainEvents } from '../../types/domain-events';

const NAME = 'movie.unpublished';
const EVENT: DomainEvents[typeof NAME] = { movie: { documentId: 'any' }, deleted: true };

type Hub = Core.Strapi['eventHub'];

/** Strapi's own, as it is before anybody has registered; its package exports it to nobody. */
const createEventHub = jest.requireActual<() => Hub>(
  path.join(
    path.dirname(require.resolve('@strapi/core/package.json')),
    'dist',
    'services',
    'event-hub.js',
  ),
);

/** As much of Strapi as events need, before `register` of the project. */
const startStrapi = () => {
  const error = jest.fn();
  const eventHub = createEventHub();
  const strapi = { eventHub, log: { error }, db: { inTransaction: () => false } };
  return { strapi: strapi as unknown as Core.Strapi, hub: eventHub, logged: error };
};

const fails = (): never => {
  throw new Error('This subscriber always fails');
};

const rejects = () => Promise.reject(new Error('This subscriber always fails'));

const hears = (told: unknown[], what: unknown) => () => {
  told.push(what);
  return Promise.resolve();
};

describe('a subscriber from before the project has registered', () => {
  it.each([
    ['throws', fails],
    ['rejects', rejects],
  ])('that %s is logged, and others are told all the same', async (_how, failing) => {
    const { strapi, logged } = startStrapi();
    const told: unknown[] = [];
    on(strapi, NAME, failing);
    on(strapi, NAME, hears(told, 'of a plugin'));
    isolateSubscribers(strapi);
    on(strapi, NAME, hears(told, 'of the project'));

    emitEvent(strapi, NAME, EVENT);
    await subscribersSettled();
    expect(told).toEqual(['of a plugin', 'of the project']);
    expect(logged).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['one event', (hub: Hub) => hub.on(NAME, rejects)],
    ['everything', (hub: Hub) => hub.subscribe(rejects)],
  ])('of the hub itself, of %s, keeps nobody from it who comes later', async (_of, subscribe) => {
    const { strapi, hub, logged } = startStrapi();
    const told: unknown[] = [];
    subscribe(hub);
    isolateSubscribers(strapi);
    hub.subscribe(hears(told, 'everything'));
    hub.on(NAME, hears(told, 'one event'));

    emitEvent(strapi, NAME, EVENT);
    await subscribersSettled();
    expect(told).toEqual(['one event', 'everything']);
    expect(logged).toHaveBeenCalledTimes(1);
  });

  it('can end its subscription afterwards', async () => {
    const { strapi, hub } = startStrapi();
    const told: unknown[] = [];
    const ends = [hub.on(NAME, hears(told, 'on')), hub.subscribe(hears(told, 'subscribe'))];
    isolateSubscribers(strapi);
    for (const end of ends) end();

    await hub.emit(NAME, EVENT);
    expect(told).toEqual([]);
  });
});

it('a hub whose subscribers nobody isolates does not end the process', async () => {
  const { strapi, hub, logged } = startStrapi();
  hub.on(NAME, rejects);
  emitEvent(strapi, NAME, EVENT);
  await new Promise(setImmediate);
  expect(logged).toHaveBeenCalledWith(`A subscriber of "${NAME}" has failed.`, expect.any(Error));
});

it('what a subscriber does to its event is not seen by others, nor by who has told', async () => {
  const { strapi, hub } = startStrapi();
  const told: unknown[] = [];
  const event = structuredClone(EVENT);
  on(strapi, NAME, (own) => {
    own.movie.documentId = 'another';
  });
  on(strapi, NAME, (own) => told.push(own));
  hub.subscribe((_name, own) => Promise.resolve(void told.push(own)));

  emitEvent(strapi, NAME, event);
  await subscribersSettled();
  expect([event, ...told]).toEqual([EVENT, EVENT, EVENT]);
});

it('a function that has subscribed twice is removed twice', async () => {
  const { strapi, hub } = startStrapi();
  isolateSubscribers(strapi);
  const told: string[] = [];
  const hear = hears(told, 'once more');
  const endsFirst = hub.on(NAME, hear);
  hub.on(NAME, hear);
  hub.on(NAME, hears(told, 'goes on'));
  const emit = async () => {
    await hub.emit(NAME, EVENT);
    return told.splice(0);
  };

  expect(await emit()).toEqual(['once more', 'once more', 'goes on']);
  endsFirst();
  endsFirst();
  expect(await emit()).toEqual(['once more', 'goes on']);
  hub.off(NAME, hear);
  expect(await emit()).toEqual(['goes on']);
  hub.off(NAME, hear);
  expect(await emit()).toEqual(['goes on']);
});
