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

/** Nobody waits for subscribers of this project's events; Strapi's own come one after the other. */
const call = async (strapi: Core.Strapi, event: string, work: () => unknown): Promise<void> => {
  const done = runAndLog(strapi, event, work);
  if (!isDomainEvent(event)) return done;
  running.add(done);
  void done.finally(() => running.delete(done));
};

/** What stands in for a function at the hub, by event; all events of a subscriber are one. */
class StandIns<Original extends object> {
  private readonly byOriginal = new WeakMap<Original, Map<string, Original>>();

  add(original: Original, event: string, standIn: Original): Original {
    const byEvent = this.byOriginal.get(original) ?? new Map<string, Original>();
    this.byOriginal.set(original, byEvent.set(event, standIn));
    return standIn;
  }

  take(original: Original, event: string): Original | undefined {
    const byEvent = this.byOriginal.get(original);
    const standIn = byEvent?.get(event);
    byEvent?.delete(event);
    return standIn;
  }
}

const isolateListeners = (strapi: Core.Strapi, hub: Hub): void => {
  const on = hub.on.bind(hub);
  const off = hub.off.bind(hub);
  const standIns = new StandIns<Listener>();

  hub.on = (event, listener) => {
    const standIn: Listener = (...args: unknown[]) => call(strapi, event, () => listener(...args));
    on(event, standIns.add(listener, event, standIn));
    return () => hub.off(event, listener);
  };
  hub.off = (event, listener) => {
    const standIn = standIns.take(listener, event);
    if (standIn) off(event, standIn);
  };
  hub.once = (event, listener) => {
    let isDone = false;
    const once: Listener = async (...args: unknown[]) => {
      if (isDone) return;
      isDone = true;
      // Not at once: the hub is walking through the list that it would be taken from.
      setImmediate(() => hub.off(event, once));
      await listener(...args);
    };
    return hub.on(event, once);
  };
};

const isolateCatchAlls = (strapi: Core.Strapi, hub: Hub): void => {
  const subscribe = hub.subscribe.bind(hub);
  const unsubscribe = hub.unsubscribe.bind(hub);
  const standIns = new StandIns<Subscriber>();

  hub.subscribe = (subscriber) => {
    const standIn: Subscriber = (event, ...args: unknown[]) =>
      call(strapi, event, () => subscriber(event, ...args));
    subscribe(standIns.add(subscriber, '*', standIn));
    return () => hub.unsubscribe(subscriber);
  };
  hub.unsubscribe = (subscriber) => {
    const standIn = standIns.take(subscriber, '*');
    if (standIn) unsubscribe(standIn);
  };
};

/**
 * Keeps subscribers of the event hub from harming each other, and whoever emits. Strapi's hub calls
 * one after the other and stops at the first that throws; of its own events nobody catches that, which
 * ends the process. Here each failure is logged, and nobody waits for a subscriber of this project's
 * events.
 *
 * Of those who subscribe from now on: call it first.
 */
export const isolateSubscribers = (strapi: Core.Strapi): void => {
  isolateListeners(strapi, strapi.eventHub);
  isolateCatchAlls(strapi, strapi.eventHub);
};

/** Waits until the subscribers of this project's events have ended, ten seconds at most. */
export const subscribersSettled = async (): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => (timer = setTimeout(resolve, MAX_SETTLING_MS)));
  await Promise.race([Promise.all(running), timeout]);
  clearTimeout(timer);
};
