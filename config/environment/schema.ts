import { z } from 'zod';
import { checkStorage, storageShape } from './storage';
import { webhookSecret, webhookShape } from './webhooks';
import { count, flag, httpUrl } from './values';

const port = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(1, 'must be a port, 1 to 65535')
  .max(65535, 'must be a port, 1 to 65535');

const secret = z.string('is not set').min(16, 'must have at least 16 characters');

/** How many requests may be made, from the first one on. */
export interface Budget {
  points: number;
  durationSeconds: number;
}

/** `20/60` allows 20 requests in 60 seconds; `off` allows any number. */
const budget = z
  .string()
  .regex(
    /^(off|[1-9]\d{0,5}\/[1-9]\d{0,5})$/,
    'must be requests/seconds like 20/60, each from 1 to 999999, or off',
  )
  .transform((value): Budget | 'off' => {
    if (value === 'off') return value;
    const [points, durationSeconds] = value.split('/').map(Number) as [number, number];
    return { points, durationSeconds };
  });

const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

/** The secrets of the application: required in production, generated once in development. */
export const secretsSchema = z.object({
  APP_KEYS: z
    .string('is not set')
    .transform((value) => value.split(',').map((key) => key.trim()))
    .pipe(
      z.array(z.string().min(16, 'must be keys of at least 16 characters, separated by commas')),
    ),
  ADMIN_JWT_SECRET: secret,
  API_TOKEN_SALT: secret,
  TRANSFER_TOKEN_SALT: secret,
  ENCRYPTION_KEY: secret,
  JWT_SECRET: secret,
  // Optional in production: an installation that had none goes on, with unsigned webhooks.
  WEBHOOK_SECRET: webhookSecret.optional(),
});

/** Every variable the application reads, except the secrets. `.env.example` describes them. */
export const settingsSchema = z
  .object({
    NODE_ENV: z
      .enum(['development', 'production', 'test'], 'must be development, production or test')
      .default('development'),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: port.default(1337),
    PUBLIC_URL: httpUrl.optional(),
    TRUST_PROXY: flag.default(false),
    TRUST_PROXY_HOPS: count.min(1, 'must be at least 1').default(1),
    CORS_ORIGINS: list.default(['*']),
    SITE: flag.default(true),
    API_DOCS: flag.default(true),
    LOG_LEVEL: z
      .enum(['error', 'warn', 'info', 'http', 'debug'], 'must be error, warn, info, http or debug')
      .default('info'),
    DATA_DIR: z.string().min(1).default('data'),
    DATABASE_URL: z
      .url({
        protocol: /^postgres(ql)?$/,
        error: 'must be a URL like postgres://user:password@host:5432/database',
      })
      .optional(),
    DATABASE_SSL: flag.default(false),
    DATABASE_SSL_REJECT_UNAUTHORIZED: flag.default(true),
    SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: 'must be a URL like smtp://user:password@host:587' })
      .optional(),
    EMAIL_FROM: z.string().min(1).default('no-reply@localhost'),
    DATABASE_POOL_MIN: count.default(0),
    DATABASE_POOL_MAX: count.min(1, 'must be at least 1').default(10),
    MEDIA_MAX_MB: count.min(1, 'must be at least 1').max(100, 'must be at most 100').default(10),
    GRAPHQL_MAX_COST: count
      .min(1000, 'must be at least 1000')
      .max(10_000_000, 'must be at most 10000000')
      .default(50_000),
    SEARCH_TIMEOUT_MS: count
      .min(1, 'must be at least 1')
      .max(60_000, 'must be at most 60000')
      .default(1_000),
    RATE_LIMIT_LOGIN: budget.prefault('20/60'),
    RATE_LIMIT_LOGIN_ACCOUNT: budget.prefault('10/300'),
    RATE_LIMIT_REGISTRATION: budget.prefault('20/3600'),
    RATE_LIMIT_REFRESH: budget.prefault('60/60'),
    RATE_LIMIT_RECOVERY: budget.prefault('10/300'),
    RATE_LIMIT_FAVORITES: budget.prefault('120/60'),
    RATE_LIMIT_AVATAR: budget.prefault('10/600'),
    ...storageShape,
    ...webhookShape,
  })
  .superRefine(checkStorage)
  .refine((settings) => settings.DATABASE_POOL_MIN <= settings.DATABASE_POOL_MAX, {
    path: ['DATABASE_POOL_MIN'],
    error: 'must not be greater than DATABASE_POOL_MAX',
  });

export type Secrets = z.infer<typeof secretsSchema>;
export type Settings = z.infer<typeof settingsSchema>;
