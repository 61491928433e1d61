import { createHmac } from 'node:crypto';

/**
 * The value of `X-Reelbase-Signature`: `t=<seconds since 1970>,v1=<hex HMAC-SHA256 of "<t>.<body>">`,
 * with a `v1` for each secret, so that receivers know one while the other is being replaced.
 *
 * @param body as it is sent, to the byte
 * @returns undefined without a secret
 */
export const signatureOf = (
  secrets: readonly string[],
  body: string,
  sentAt = new Date(),
): string | undefined => {
  if (secrets.length === 0) return undefined;
  const t = Math.floor(sentAt.getTime() / 1_000);
  const signatures = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`,
  );
  return [`t=${t}`, ...signatures].join(',');
};
