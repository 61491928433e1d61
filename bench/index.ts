/** `npm run bench -- <name> <options>`: runs one benchmark; exit code 0 when all of its aims hold. */
import { benchmarkFavorites } from './favorites';
import { Cleanup, reportAims, type Benchmark } from './harness';
import { benchmarkReading } from './reading';

const BENCHMARKS: Record<string, Benchmark> = {
  reading: benchmarkReading,
  favorites: benchmarkFavorites,
};

const DEFAULT = 'reading';

const SIGNAL_EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

const run = async (benchmark: Benchmark, options: string[]): Promise<number> => {
  const cleanup = new Cleanup();
  for (const [signal, code] of Object.entries(SIGNAL_EXIT_CODES)) {
    process.once(signal, () => void cleanup.run().finally(() => process.exit(code)));
  }
  try {
    return reportAims(await benchmark(cleanup, options)) ? 0 : 1;
  } finally {
    await cleanup.run();
  }
};

const main = async (given: string[]): Promise<number> => {
  const [first = ''] = given;
  const [name, options] = /^[^-]/.test(first) ? [first, given.slice(1)] : [DEFAULT, given];
  const benchmark = BENCHMARKS[name];
  if (benchmark) return run(benchmark, options);
  console.error(
    `There is no benchmark "${name}". Choose one: npm run bench -- ${Object.keys(BENCHMARKS).join(' | ')}`,
  );
  return 2;
};

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
