import { z } from 'zod';

/** `FLAG=true`, `1`, `yes` or `on` turn it on; `false`, `0`, `no` and `off` turn it off. */
export const flag = z.stringbool({
  truthy: ['true', '1', 'yes', 'on'],
  falsy: ['false', '0', 'no', 'off'],
  error: 'must be true or false',
});

export const count = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(0, 'must not be negative');

export const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'must be a URL that starts with http:// or https://',
});
