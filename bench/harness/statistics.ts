/** The value in the middle; of an even number, the mean of the two. NaN of none. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
};

/**
 * Measures contenders in turns, so that what else the machine does meets all of them alike. Every
 * other round goes backwards, as each leaves caches behind for the next.
 *
 * @returns for each contender, what it gave in each round
 */
export const inTurns = async <Name extends string, Value>(
  rounds: number,
  contenders: Record<Name, () => Promise<Value>>,
): Promise<Record<Name, Value[]>> => {
  const names = Object.keys(contenders) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as Value[]])) as Record<
    Name,
    Value[]
  >;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      measured[name].push(await contenders[name]());
    }
  }
  return measured;
};

/**
 * The value that a share of the values does not exceed (nearest rank). NaN of none.
 *
 * @param sorted in ascending order
 * @param share e.g. 0.99
 */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;

/** The median of what one contender showed in each round, of what the other did in the same round. */
export const ratio = (part: readonly number[], whole: readonly number[]): number =>
  median(part.map((value, round) => value / (whole[round] ?? NaN)));
