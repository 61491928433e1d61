import type { Core } from '@strapi/strapi';

/** A webhook, as the admin panel has made it. */
export interface Webhook {
  id: string | number;
  url: string;
  headers: Record<string, string>;
}

interface WebhookStore {
  addAllowedEvent: (key: string, event: string) => void;
  listAllowedEvents: () => string[];
  getAllowedEvent: (key: string) => string | undefined;
}

/** What the panel shows of a test; `message` when it did not succeed. */
export interface TriggerResult {
  statusCode: number;
  message?: string;
}

interface WebhookRunner {
  /** `server.webhooks` of the configuration. */
  config: { defaultHeaders: Record<string, string> };
  /** `fetch`, through the proxy of the configuration if there is one. */
  fetch: typeof fetch;
  /** Begins to listen to an event, because a webhook asks for it. */
  createListener: (event: string) => void;
  /** Sends once. */
  run: (webhook: Webhook, event: string, info?: object) => Promise<TriggerResult>;
}

export const webhookStore = (strapi: Core.Strapi): WebhookStore =>
  strapi.get<WebhookStore>('webhookStore');

export const webhookRunner = (strapi: Core.Strapi): WebhookRunner =>
  strapi.get<WebhookRunner>('webhookRunner');
