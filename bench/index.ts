/** `npm run bench -- <name>`: runs one benchmark; exit code 0 when all of its aims hold. */
import { benchmarkFavorites } from './favorites';
import { Cleanup, reportAims, type Benchmark } from './harness';

const BENCHMARKS: Record<string, Benchmark> = { favorites: benchmarkFavorites };

const SIGNAL_EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

const run = async (benchmark: Benchmark): Promise<number> => {
  const cleanup = new Cleanup();
  for (const [signal, code] of Object.entries(SIGNAL_EXIT_CODES)) {
    process.once(signal, () => void cleanup.run().finally(() => process.exit(code)));
  }
  try {
    return reportAims(await benchmark(cleanup)) ? 0 : 1;
  } finally {
    await cleanup.run();
  }
};

const main = async (name = ''): Promise<number> => {
  const benchmark = BENCHMARKS[name];
  if (benchmark) return run(benchmark);
  console.error(
    `There is no benchmark "${name}". Choose one: npm run bench -- ${Object.keys(BENCHMARKS).join(' | ')}`,
  );
  return 2;
};

main(process.argv[2]).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
