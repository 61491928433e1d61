import { z } from 'zod';
import { count } from './values';

/** One or several, the new one before the old one while receivers change over. */
export const webhookSecret = z
  .string()
  .transform((value) => value.split(',').map((secret) => secret.trim()))
  .pipe(
    z.array(z.string().min(16, 'must be secrets of at least 16 characters, separated by commas')),
  );

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** In seconds: a receiver that is down over a night, or for a day, misses nothing. */
const RETRIES = [10, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 24 * HOUR];

/** `10,60,300` tries again after 10 seconds, a minute and five minutes; fractions are allowed. */
const seconds = z
  .string()
  .regex(
    /^\d{1,6}(\.\d+)?(\s*,\s*\d{1,6}(\.\d+)?){0,19}$/,
    'must be up to 20 numbers of seconds like 10,60,300',
  )
  .transform((value) => value.split(',').map(Number));

/** How webhooks are delivered. `.env.example` describes them. */
export const webhookShape = {
  WEBHOOK_TIMEOUT_SECONDS: count
    .min(1, 'must be at least 1')
    .max(60, 'must be at most 60')
    .default(10),
  WEBHOOK_RETRY_SECONDS: seconds.prefault(RETRIES.join(',')),
};
