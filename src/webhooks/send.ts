import type { Core } from '@strapi/strapi';
import { type Webhook, webhookRunner } from '../strapi-services/webhooks';
import { webhookSettings } from './settings';
import { signatureOf } from './signature';

/** What a receiver gets. */
export interface Message {
  /** The same in every attempt, so that a receiver knows what it has already. */
  deliveryId: string;
  event: string;
  createdAt: Date;
  payload: object;
}

/** What has become of one attempt. */
export interface Answer {
  isDelivered: boolean;
  /** Of HTTP; undefined when there was no answer. */
  status?: number;
  /** Why it is not delivered, in words. */
  reason?: string;
}

/** Enough to see what a receiver has against it. */
const EXCERPT_BYTES = 500;

let hasWarned = false;

/** Once: every request would say the same. */
const warnUnsigned = (strapi: Core.Strapi): void => {
  if (hasWarned) return;
  hasWarned = true;
  strapi.log.warn(
    'Webhooks are sent unsigned, so receivers cannot know that they are from here: WEBHOOK_SECRET is not set.',
  );
};

const headersFor = (
  strapi: Core.Strapi,
  webhook: Webhook,
  { deliveryId, event }: Message,
  body: string,
): Headers => {
  const headers = new Headers({
    ...webhookRunner(strapi).config.defaultHeaders,
    ...webhook.headers,
  });
  headers.set('X-Strapi-Event', event);
  headers.set('X-Reelbase-Event', event);
  headers.set('X-Reelbase-Delivery', deliveryId);
  headers.set('Content-Type', 'application/json');
  const signature = signatureOf(webhookSettings(strapi).secrets, body);
  if (signature === undefined) {
    warnUnsigned(strapi);
    // Not one that somebody has entered in the form of the webhook.
    headers.delete('X-Reelbase-Signature');
  } else headers.set('X-Reelbase-Signature', signature);
  return headers;
};

/** The beginning of a body, whose end may never come. */
const excerptOf = async ({ body }: Response): Promise<string> => {
  if (!body) return '';
  const decoder = new TextDecoder();
  let text = '';
  // Leaving the loop cancels the rest.
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk.subarray(0, EXCERPT_BYTES), { stream: true });
    if (text.length >= EXCERPT_BYTES) break;
  }
  // PostgreSQL keeps no text with this character.
  return text.slice(0, EXCERPT_BYTES).replaceAll('\0', '').trim();
};

const refusal = async (response: Response): Promise<Answer> => {
  const { status } = response;
  const excerpt = await excerptOf(response).catch(() => '');
  const hint = status >= 300 && status < 400 ? '; redirects are not followed' : '';
  const reason = `It answered ${status}${hint}${excerpt ? `: ${excerpt}` : '.'}`;
  return { isDelivered: false, status, reason };
};

const inWords = (error: unknown, timeoutMs: number): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `No answer within ${timeoutMs / 1_000} s.`;
  // What fetch calls "fetch failed" has its reason within.
  const { cause } = error;
  return cause instanceof Error ? cause.message || cause.name : error.message;
};

/** What is signed; the header alone would let a recorded request come again as another delivery. */
const bodyOf = ({ deliveryId, event, createdAt, payload }: Message): string => {
  const envelope = { delivery: deliveryId, event, createdAt };
  // First to be read, and last so that no payload of a plugin takes its place.
  return JSON.stringify({ ...envelope, ...payload, ...envelope });
};

/**
 * Sends something to a webhook once. Any status of 200 to 299 is success; bodies of answers are not
 * read, but for the beginning of one that explains a failure.
 *
 * @param signal ends the attempt before its time
 */
export const send = async (
  strapi: Core.Strapi,
  webhook: Webhook,
  message: Message,
  signal?: AbortSignal,
): Promise<Answer> => {
  const { timeoutMs } = webhookSettings(strapi);
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const body = bodyOf(message);
    const response = await webhookRunner(strapi).fetch(webhook.url, {
      method: 'POST',
      body,
      headers: headersFor(strapi, webhook, message, body),
      redirect: 'manual',
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    });
    if (!response.ok) return await refusal(response);
    await response.body?.cancel();
    return { isDelivered: true, status: response.status };
  } catch (error) {
    return { isDelivered: false, reason: inWords(error, timeoutMs) };
  }
};
