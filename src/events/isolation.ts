import type { Core } from '@strapi/strapi';
import { isDomainEvent } from './names';

type Hub = Core.Strapi['eventHub'];
type Listener = Parameters<Hub['on']>[1];
type Subscriber = Parameters<Hub['subscribe']>[0];

/** More than a subscriber should need, and less than those wait who stop a server. */
const MAX_SETTLING_MS = 10_000;

const running = new Set<Promise<void>>();

/** A throw before the first await counts as well. */
const runAndLog = async (
  strapi: Core.Strapi,
  event: string,
  work: () => unknown,
): Promise<void> => {
  try {
    await work();
  } catch (error) {
    strapi.log.error(`A subscriber of "${event}" has failed.`, error);
  }
};

const track = (work: Promise<void>): void => {
  running.add(work);
  void work.finally(() => running.delete(work));
};

/** Nobody waits for subscribers of this project's events; Strapi's own come one after the other. */
const call = async (strapi: Core.Strapi, event: string, work: () => unknown): Promise<void> => {
  const done = runAndLog(strapi, event, work);
  if (!isDomainEvent(event)) return done;
  track(done);
};

/** What one subscriber does to a payload is not to be seen by the next. */
const ownCopy = (event: string, args: unknown[]): unknown[] =>
  isDomainEvent(event) ? structuredClone(args) : args;

/** Functions in the order in which they were added; one that was added twice is called twice. */
class Subscriptions<Called extends object> {
  private entries: { called: Called }[] = [];

  /** @returns ends this subscription, and no other of the same function */
  add(called: Called): () => void {
    const entry = { called };
    this.entries.push(entry);
    return () => {
      this.entries = this.entries.filter((other) => other !== entry);
    };
  }

  /** Ends the latest of them. @returns whether there was one */
  remove(called: Called): boolean {
    const place = this.entries.map((entry) => entry.called).lastIndexOf(called);
    this.entries = this.entries.filter((_entry, index) => index !== place);
    return place >= 0;
  }

  clear(): void {
    this.entries = [];
  }

  all(): Called[] {
    return this.entries.map(({ called }) => called);
  }
}

/** Keeps the listeners of single events. @returns those of an event */
const keepListeners = (hub: Hub): ((event: string) => Listener[]) => {
  const offBefore = hub.off.bind(hub);
  const removeAllBefore = hub.removeAllListeners.bind(hub);
  const byEvent = new Map<string, Subscriptions<Listener>>();
  const listenersOf = (event: string): Subscriptions<Listener> => {
    const listeners = byEvent.get(event) ?? new Subscriptions<Listener>();
    byEvent.set(event, listeners);
    return listeners;
  };

  hub.on = (event, listener) => listenersOf(event).add(listener);
  hub.off = (event, listener) => {
    if (!listenersOf(event).remove(listener)) offBefore(event, listener);
  };
  hub.once = (event, listener) => {
    const end = hub.on(event, (...args: unknown[]) => {
      end();
      return listener(...args);
    });
    return end;
  };
  hub.removeAllListeners = () => {
    byEvent.clear();
    return removeAllBefore();
  };
  return (event) => listenersOf(event).all();
};

/** Keeps those who hear every event. @returns them */
const keepCatchAlls = (hub: Hub): (() => Subscriber[]) => {
  const unsubscribeBefore = hub.unsubscribe.bind(hub);
  const removeAllBefore = hub.removeAllSubscribers.bind(hub);
  const catchAlls = new Subscriptions<Subscriber>();

  hub.subscribe = (subscriber) => catchAlls.add(subscriber);
  hub.unsubscribe = (subscriber) => {
    if (!catchAlls.remove(subscriber)) unsubscribeBefore(subscriber);
  };
  hub.removeAllSubscribers = () => {
    catchAlls.clear();
    return removeAllBefore();
  };
  return () => catchAlls.all();
};

const isolated = new WeakSet<Hub>();

/**
 * Keeps subscribers of the event hub from harming each other, and whoever emits. Strapi's hub calls
 * one after the other and stops at the first that throws; of its own events nobody catches that, which
 * ends the process. Here each failure is logged, and nobody waits for a subscriber of this project's
 * events.
 *
 * Plugins come first: `on` calls this too. What has subscribed to the hub itself before stays in Strapi's
 * list, which cannot be read, and counts as one subscriber.
 */
export const isolateSubscribers = (strapi: Core.Strapi): void => {
  const hub = strapi.eventHub;
  if (isolated.has(hub)) return;
  isolated.add(hub);
  const tellEarlierOnes = hub.emit.bind(hub);
  const listenersOf = keepListeners(hub);
  const catchAlls = keepCatchAlls(hub);

  hub.emit = async (event, ...args) => {
    await call(strapi, event, () => tellEarlierOnes(event, ...ownCopy(event, args)));
    for (const listener of listenersOf(event)) {
      await call(strapi, event, () => listener(...ownCopy(event, args)));
    }
    for (const subscriber of catchAlls()) {
      await call(strapi, event, () => subscriber(event, ...ownCopy(event, args)));
    }
  };
};

/** Tells subscribers, who may throw as they like. */
export const tell = (strapi: Core.Strapi, event: string, payload: object): void => {
  track(runAndLog(strapi, event, () => strapi.eventHub.emit(event, payload)));
};

const settled = async (): Promise<void> => {
  while (running.size > 0) await Promise.all(running);
};

/** Waits until the subscribers of this project's events have ended, ten seconds at most. */
export const subscribersSettled = async (): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => (timer = setTimeout(resolve, MAX_SETTLING_MS)));
  await Promise.race([settled(), timeout]);
  clearTimeout(timer);
};
