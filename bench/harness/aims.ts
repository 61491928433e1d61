import type { Cleanup } from './cleanup';
import { printTable } from './table';

/** What a benchmark has to show. */
export interface Aim {
  name: string;
  /** E.g. `at least 25 %`. */
  limit: string;
  /** In the unit of the limit. */
  measured: string;
  holds: boolean;
}

/**
 * Prepares, measures and prints; gives what it was to show. Whatever it starts goes to `cleanup`.
 *
 * @param options of the command line, such as `--smoke`
 */
export type Benchmark = (cleanup: Cleanup, options: string[]) => Promise<Aim[]>;

/** Prints all aims and returns whether they hold. */
export const reportAims = (aims: Aim[]): boolean => {
  printTable(
    'Aims',
    ['aim', 'limit', 'measured', 'holds'],
    [
      ...aims.map(({ name, limit, measured, holds }) => [
        name,
        limit,
        measured,
        holds ? 'yes' : 'NO',
      ]),
    ],
  );
  return aims.every(({ holds }) => holds);
};
