/** Draws the next number from [0, 1). */
export type Random = () => number;

/**
 * A source of numbers that look random and are the same for the same text, on every machine.
 * @param text what the drawing is about, e.g. a movie title
 * @see FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) for the seed, mulberry32 for the sequence
 */
export function randomFrom(text: string): Random {
  let state = fnv1a(text);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * One of the given items.
 * @throws RangeError when there is none
 */
export function pick<T>(items: readonly T[], random: Random): T {
  const index = Math.floor(random() * items.length);
  if (index >= items.length) throw new RangeError('There is nothing to pick from an empty list.');
  return items[index] as T;
}

/** A number between two bounds. */
export function between(low: number, high: number, random: Random): number {
  return low + random() * (high - low);
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
