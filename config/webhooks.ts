import { environment } from './environment';

const { WEBHOOK_SECRET, WEBHOOK_TIMEOUT_SECONDS, WEBHOOK_RETRY_SECONDS } = environment();

/** How events are delivered to webhooks. */
export default {
  secrets: WEBHOOK_SECRET ?? [],
  timeoutMs: WEBHOOK_TIMEOUT_SECONDS * 1_000,
  retryDelaysMs: WEBHOOK_RETRY_SECONDS.map((seconds) => seconds * 1_000),
};
