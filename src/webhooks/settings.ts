import type { Core } from '@strapi/strapi';

/** As `config/webhooks.ts` gives them. */
export interface WebhookSettings {
  /** Each signs, so that one can be replaced after the other; none leaves requests unsigned. */
  secrets: string[];
  /** How long a receiver has to answer. */
  timeoutMs: number;
  /** The time between an attempt that fails and the next; one after the last is given up. */
  retryDelaysMs: number[];
}

export const webhookSettings = (strapi: Core.Strapi): WebhookSettings =>
  strapi.config.get<WebhookSettings>('webhooks');
