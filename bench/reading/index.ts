import type { Benchmark } from '../harness';
import { compareContenders } from './comparison';
import { measureGrowth } from './growth';
import { readOptions } from './options';
import { profileQuestions } from './profile';

/** Reading the catalogue: beside others on the same machine, with catalogues that grow, or profiled. */
export const benchmarkReading: Benchmark = (cleanup, args) => {
  const options = readOptions(args);
  if (options.profile) return profileQuestions(cleanup, options);
  return options.growth ? measureGrowth(cleanup, options) : compareContenders(cleanup, options);
};
