import { environment } from './environment';

const { HOST, PORT, PUBLIC_URL, TRUST_PROXY, APP_KEYS, LOG_LEVEL } = environment();

export default {
  host: HOST,
  port: PORT,
  url: PUBLIC_URL,
  proxy: { koa: TRUST_PROXY },
  app: { keys: APP_KEYS },
  logger: {
    config: { level: LOG_LEVEL },
    startup: { enabled: !['error', 'warn'].includes(LOG_LEVEL) },
    updates: { enabled: false },
  },
};
