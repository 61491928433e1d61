import { parseArgs } from 'node:util';

export interface ReadingOptions {
  /** How many movies; as many people, and five times as many characters. */
  movies: number;
  /** Of each measurement. */
  seconds: number;
  rounds: number;
  /** How often everything is measured, on one filled database. */
  runs: number;
  /** The names of the questions to ask; all where there are none. */
  only: string[];
  /** A few requests each, once: whether it works, and not how fast it is. */
  smoke: boolean;
  /** The project alone, with catalogues of three sizes. */
  growth: boolean;
  /** The project alone: where its processor time goes. */
  profile: boolean;
  /** How many movies the catalogues have through which it grows, the fewest first. */
  sizes: number[];
}

const FULL = {
  movies: 100_000,
  seconds: 2,
  rounds: 3,
  runs: 1,
  sizes: [10_000, 100_000, 1_000_000],
};
const SMOKE = { ...FULL, movies: 500, sizes: [200, 400] };

const positive = (name: string, value: string): number => {
  const number = Number(value);
  if (number > 0 && number < Infinity) return number;
  throw new Error(`--${name} is "${value}". Give a number above 0.`);
};

const whole = (name: string, value: string): number => {
  const number = positive(name, value);
  if (Number.isInteger(number)) return number;
  throw new Error(`--${name} is "${value}". Give a whole number.`);
};

const ascending = (value: string): number[] => {
  const sizes = value.split(',').map((size) => whole('sizes', size));
  if (sizes.length > 1 && sizes.every((size, at) => at === 0 || size > (sizes[at - 1] ?? 0))) {
    return sizes;
  }
  throw new Error(`--sizes is "${value}". Give two numbers or more, the smallest first.`);
};

/**
 * Reads `--movies N --seconds S --rounds R --runs N --only page,search --sizes N,M --smoke --growth
 * --profile`.
 *
 * @throws when there is something else, or two of the ways to measure
 */
export const readOptions = (args: string[]): ReadingOptions => {
  const { values } = parseArgs({
    args,
    options: {
      movies: { type: 'string' },
      seconds: { type: 'string' },
      rounds: { type: 'string' },
      runs: { type: 'string' },
      only: { type: 'string' },
      sizes: { type: 'string' },
      smoke: { type: 'boolean', default: false },
      growth: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
    },
  });
  const { movies, seconds, rounds, runs, only, sizes, smoke, growth, profile } = values;
  if (growth && profile) throw new Error('Give --growth or --profile, not both.');
  const defaults = smoke ? SMOKE : FULL;
  return {
    movies: movies === undefined ? defaults.movies : whole('movies', movies),
    seconds: seconds === undefined ? defaults.seconds : positive('seconds', seconds),
    rounds: rounds === undefined ? defaults.rounds : whole('rounds', rounds),
    runs: runs === undefined ? defaults.runs : whole('runs', runs),
    sizes: sizes === undefined ? defaults.sizes : ascending(sizes),
    only: only?.split(',') ?? [],
    smoke,
    growth,
    profile,
  };
};
