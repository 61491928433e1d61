/** Where work waits until no more than so many others are under way. */
export interface Turns {
  /**
   * Resolves when it is one's turn, to what ends it; to null when that is not within the time, or too
   * many wait already.
   */
  next: (timeoutMs: number) => Promise<(() => void) | null>;
}

/** First come, first served. */
export const takeTurns = (places: number, longestQueue: number): Turns => {
  let free = places;
  const waiting = new Set<() => void>();

  const end = (): void => {
    const [first] = waiting;
    if (first) first();
    else free += 1;
  };

  return {
    next(timeoutMs) {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(end);
      }
      if (waiting.size >= longestQueue) return Promise.resolve(null);
      return new Promise((resolve) => {
        const leave = (turn: typeof end | null): void => {
          clearTimeout(timer);
          waiting.delete(begin);
          resolve(turn);
        };
        const begin = () => leave(end);
        const timer = setTimeout(() => leave(null), timeoutMs);
        waiting.add(begin);
      });
    },
  };
};
