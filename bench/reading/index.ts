import type { Benchmark } from '../harness';
import { compareContenders } from './comparison';
import { measureGrowth } from './growth';
import { readOptions } from './options';

/** Reading the catalogue: beside others on the same machine, or with three sizes of the catalogue. */
export const benchmarkReading: Benchmark = (cleanup, args) => {
  const options = readOptions(args);
  return options.growth ? measureGrowth(cleanup, options) : compareContenders(cleanup, options);
};
