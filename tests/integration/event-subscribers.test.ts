import { emitEvent, on } from '../../src/events';
import type { DomainEvents } from '../../types/domain-events';
import { strapi, until } from '../harness';

const NAME = 'movie.unpublished';
const EVENT: DomainEvents[typeof NAME] = { movie: { documentId: 'any' }, deleted: true };

let ends: (() => void)[];
let logged: jest.SpyInstance;

const subscribe = (subscriber: (event: DomainEvents[typeof NAME]) => unknown) => {
  const end = on(strapi(), NAME, subscriber);
  ends.push(end);
  return end;
};

beforeEach(() => {
  ends = [];
  logged = jest.spyOn(strapi().log, 'error').mockReturnValue(strapi().log);
});

afterEach(() => {
  for (const end of ends) end();
  logged.mockRestore();
});

const fails = (): never => {
  throw new Error('This subscriber always fails');
};

it.each<[string, () => unknown]>([
  ['throws', fails],
  ['rejects', () => Promise.reject(new Error('This subscriber always fails'))],
])('a subscriber that %s is logged, and others are told all the same', async (_how, failing) => {
  const told: unknown[] = [];
  const name = NAME;
  subscribe((event) => told.push(['before', event]));
  subscribe(failing);
  subscribe((event) => told.push(['after', event]));
  const hears = (event: string) => {
    told.push(['hub', event]);
    return Promise.resolve();
  };
  ends.push(strapi().eventHub.subscribe(() => Promise.reject(new Error('It fails as well'))));
  ends.push(strapi().eventHub.subscribe(hears));

  emitEvent(strapi(), NAME, EVENT);
  await until(() => told.length === 3 && logged.mock.calls.length === 2);
  expect(told).toEqual(
    expect.arrayContaining([
      ['before', EVENT],
      ['after', EVENT],
      ['hub', name],
    ]),
  );
  expect(logged).toHaveBeenCalledWith(
    `A subscriber of "${NAME}" has failed.`,
    expect.objectContaining({ message: 'This subscriber always fails' }),
  );
});

it('nobody waits for a subscriber that never ends', async () => {
  const told: unknown[] = [];
  subscribe(() => new Promise(() => undefined));
  subscribe((event) => told.push(event));

  emitEvent(strapi(), NAME, EVENT);
  await until(() => told.length === 1);
});

it('a subscription ends, and takes no other with it', async () => {
  const told: string[] = [];
  const hear = () => told.push('ended');
  const end = subscribe(hear);
  subscribe(() => told.push('goes on'));
  end();
  end();
  strapi().eventHub.off(NAME, () => Promise.resolve());

  emitEvent(strapi(), NAME, EVENT);
  await until(() => told.length > 0);
  expect(told).toEqual(['goes on']);
});

it('who listens once is told once', async () => {
  const told: string[] = [];
  strapi().eventHub.once(NAME, () => {
    told.push('once');
    return Promise.resolve();
  });
  subscribe(() => told.push('always'));

  emitEvent(strapi(), NAME, EVENT);
  emitEvent(strapi(), NAME, EVENT);
  await until(() => told.filter((who) => who === 'always').length === 2);
  expect(told.filter((who) => who === 'once')).toEqual(['once']);
});

it("a listener that fails does not keep others from Strapi's own events", async () => {
  const told: unknown[] = [];
  const hub = strapi().eventHub;
  ends.push(hub.on('entry.create', () => Promise.reject(new Error('It fails'))));
  ends.push(
    hub.on('entry.create', ({ uid }: { uid: string }) => {
      told.push(uid);
      return Promise.resolve();
    }),
  );
  await hub.emit('entry.create', { uid: 'api::genre.genre' });

  expect(told).toEqual(['api::genre.genre']);
  expect(logged).toHaveBeenCalledTimes(1);
});

/** Compiled with the tests, and never run: each of these lines must be an error of types. */
export const misuses = () => {
  // @ts-expect-error There is no such event.
  on(strapi(), 'movie.forgotten', () => undefined);
  // @ts-expect-error This event is not about a person.
  on(strapi(), 'movie.published', ({ person }) => person);
  // @ts-expect-error `deleted` is missing.
  emitEvent(strapi(), 'movie.unpublished', { movie: { documentId: 'any' } });
  on(strapi(), 'movie.published', async ({ movie, changed }) => {
    await Promise.resolve([movie.documentId satisfies string, changed satisfies string[]]);
  });
};
