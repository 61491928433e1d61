import { parseArgs } from 'node:util';

export interface ReadingOptions {
  /** How many movies; as many people, and five times as many characters. */
  movies: number;
  /** Of each measurement. */
  seconds: number;
  rounds: number;
  /** The names of the questions to ask; all where there are none. */
  only: string[];
  /** A few requests each, once: whether it works, and not how fast it is. */
  smoke: boolean;
  /** The project alone, with catalogues of three sizes. */
  growth: boolean;
}

const DEFAULTS = { movies: 100_000, seconds: 5, rounds: 3 };
const SMOKE = { ...DEFAULTS, movies: 500 };

const positive = (name: string, value: string | undefined, fallback: number): number => {
  const number = value === undefined ? fallback : Number(value);
  if (number > 0) return number;
  throw new Error(`--${name} is "${value ?? ''}". Give a number above 0.`);
};

/**
 * Reads `--movies N --seconds S --rounds R --only page,search --smoke --growth`.
 *
 * @throws when there is something else
 */
export const readOptions = (args: string[]): ReadingOptions => {
  const { values } = parseArgs({
    args,
    options: {
      movies: { type: 'string' },
      seconds: { type: 'string' },
      rounds: { type: 'string' },
      only: { type: 'string' },
      smoke: { type: 'boolean', default: false },
      growth: { type: 'boolean', default: false },
    },
  });
  const { smoke, growth } = values;
  const defaults = smoke ? SMOKE : DEFAULTS;
  return {
    movies: Math.floor(positive('movies', values.movies, defaults.movies)),
    seconds: positive('seconds', values.seconds, defaults.seconds),
    rounds: Math.floor(positive('rounds', values.rounds, defaults.rounds)),
    only: values.only?.split(',') ?? [],
    smoke,
    growth,
  };
};
