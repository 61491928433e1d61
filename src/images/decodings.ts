/**
 * At most so many pictures are decoded at a time: one of 50 megapixels takes up to 200 MB while it is,
 * and the decoder uses all processors for each.
 */
const MAX_AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

const enter = async (): Promise<void> => {
  if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
};

/** Hands the place to who waits longest, so that nobody comes in between. */
const leave = (): void => {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
};

/**
 * Runs what decodes a picture when it is its turn. It must not wait for another decoding, which might
 * wait for this one.
 *
 * @throws what `decode` throws
 */
export const inTurn = async <Result>(decode: () => Promise<Result>): Promise<Result> => {
  await enter();
  try {
    return await decode();
  } finally {
    leave();
  }
};
