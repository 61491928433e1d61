import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 10;

/** Waits until something holds; fails when it does not within the time. */
export const until = async (
  holds: () => boolean | Promise<boolean>,
  timeoutMs = 5_000,
): Promise<void> => {
  const end = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > end)
      throw new Error(`This did not come true in ${timeoutMs} ms: ${String(holds)}`);
    await delay(POLL_MS);
  }
};
