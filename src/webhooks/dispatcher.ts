import { setTimeout as delay } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { attempt } from './attempt';
import { claim, type Delivery, drop, findWaiting, type Waiting } from './deliveries';

/** For each webhook, so that none waits for another's receiver. */
const AT_ONCE = 5;

/** What other servers and commands have noted is found in that time. */
const LONGEST_PAUSE_MS = 10_000;

/** While something is due that could not be begun yet. */
const DUE_PAUSE_MS = 1_000;

/** A burst of events is looked at together. */
const SHORTEST_PAUSE_MS = 50;

/** What an answer that is on its way has left when a server stops. */
const GRACE_MS = 3_000;

/** Sends what is noted in `webhook_deliveries` when it is due, beside the other servers that do. */
export class Dispatcher {
  private readonly running = new Set<Promise<void>>();
  private readonly sending = new Map<number, number>();
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private isLooking = false;
  private isWoken = false;
  private lookedAt = 0;

  constructor(private readonly strapi: Core.Strapi) {}

  /** Looks for what is due, in a moment. */
  wake(): void {
    if (this.isLooking) this.isWoken = true;
    else this.lookIn(this.lookedAt + SHORTEST_PAUSE_MS - Date.now());
  }

  /** Ends when nothing is being sent any more; what could not be sent is left to other servers. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    const grace = new AbortController();
    const ended = this.settled().finally(() => grace.abort());
    await delay(GRACE_MS, undefined, { signal: grace.signal }).catch(() => undefined);
    this.stopping.abort();
    await ended;
  }

  private async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private lookIn(pauseMs: number): void {
    if (this.isStopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.track(this.look()), Math.max(0, pauseMs));
  }

  private track(work: Promise<void>): void {
    const done = work
      .catch((error: unknown) => {
        this.strapi.log.warn(`Webhooks wait for the database: ${String(error)}`);
      })
      .finally(() => this.running.delete(done));
    this.running.add(done);
  }

  private async look(): Promise<void> {
    this.isLooking = true;
    this.lookedAt = Date.now();
    let pauseMs = LONGEST_PAUSE_MS;
    try {
      pauseMs = await this.beginDue();
    } finally {
      this.isLooking = false;
      this.lookIn(pauseMs);
      // Somebody may have called it meanwhile.
      if (this.isWoken) {
        this.isWoken = false;
        this.wake();
      }
    }
  }

  /** Sends what is due. @returns how long nothing else will be, in milliseconds */
  private async beginDue(): Promise<number> {
    let pauseMs = LONGEST_PAUSE_MS;
    for (const webhook of await findWaiting(this.strapi)) {
      const isDue = webhook.waitMs <= 0;
      if (!webhook.isEnabled) await drop(this.strapi, webhook.id);
      else if (isDue) this.track(this.sendDue(webhook));
      pauseMs = Math.min(pauseMs, isDue ? DUE_PAUSE_MS : webhook.waitMs);
    }
    return pauseMs;
  }

  private count(webhook: Waiting, more: number): void {
    this.sending.set(webhook.id, (this.sending.get(webhook.id) ?? 0) + more);
  }

  /** Begins as many attempts as may run at once. */
  private async sendDue(webhook: Waiting): Promise<void> {
    const free = AT_ONCE - (this.sending.get(webhook.id) ?? 0);
    if (this.isStopped || free <= 0) return;
    // All of it is taken during the claim, while others may come here.
    this.count(webhook, free);
    let claimed: Delivery[] = [];
    try {
      claimed = await claim(this.strapi, webhook.id, free);
    } finally {
      this.count(webhook, claimed.length - free);
    }
    for (const delivery of claimed) this.track(this.sendOne(webhook, delivery));
  }

  private async sendOne(webhook: Waiting, delivery: Delivery): Promise<void> {
    try {
      await attempt(this.strapi, webhook, delivery, this.stopping.signal);
    } finally {
      this.count(webhook, -1);
      this.track(this.sendDue(webhook));
      this.wake();
    }
  }
}
