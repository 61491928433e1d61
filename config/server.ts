import { environment } from './environment';

const { HOST, PORT, PUBLIC_URL, TRUST_PROXY, TRUST_PROXY_HOPS, APP_KEYS, LOG_LEVEL } =
  environment();

export default {
  host: HOST,
  port: PORT,
  url: PUBLIC_URL,
  // Proxies append to X-Forwarded-For, so only its last entries are theirs. What stands before them
  // was sent by the client, who would have a new address with each request.
  proxy: { koa: TRUST_PROXY, maxIpsCount: TRUST_PROXY_HOPS },
  app: { keys: APP_KEYS },
  logger: {
    config: { level: LOG_LEVEL },
    startup: { enabled: !['error', 'warn'].includes(LOG_LEVEL) },
    updates: { enabled: false },
  },
};
