import { sizeFor } from '../catalogue';
import {
  type Aim,
  type BenchDatabase,
  type Cleanup,
  createDatabase,
  type LoadRequest,
  median,
  printMachine,
  printTable,
  ratio,
  startDatabase,
  startProductionServer,
} from '../harness';
import type { Asked } from './contenders';
import { fill } from './data';
import { measureInTurns, type Rounds, summarize } from './measure';
import type { ReadingOptions } from './options';
import { drawBars } from './plot';
import { questionsFor } from './questions';
import { writeResults } from './report';
import { acrossRuns, measureRuns } from './runs';

const MOST_TIMES = 1.5;

/** One request at a time: how long an answer takes, and not how long it waits for others. */
const CONNECTIONS = 1;

const COLORS = ['#fdba74', '#f97316', '#9a3412'];

const format = (movies: number): string => `${movies.toLocaleString('en')} movies`;

/** A server of its own for each size, all of them on one PostgreSQL. */
const startServer = async (
  database: BenchDatabase,
  movies: number,
  options: ReadingOptions,
  cleanup: Cleanup,
): Promise<Asked> => {
  console.log(`Filling a catalogue with ${format(movies)} …`);
  const own = await createDatabase(database, `movies_${movies}`, cleanup);
  const server = await startProductionServer(own, cleanup);
  await fill(own.client, sizeFor(movies));
  const requests: Record<string, LoadRequest[]> = {};
  for (const { name, variants, revalidates } of await questionsFor(movies, options)) {
    if (!revalidates) requests[name] = variants.map(({ reelbase }) => reelbase);
  }
  return { server, requests };
};

const p50s = (rounds: Rounds): number[] => rounds.map(({ latencyMs }) => latencyMs.p50);

export interface Growth {
  name: string;
  title: string;
  /** Medians of the rounds, by the number of movies. */
  p50Ms: Record<string, number>;
  /** The largest catalogue's p50, of the smallest one's in the same round. */
  times: number;
}

const print = (growths: Growth[], sizes: number[]): void =>
  printTable(
    'p50, ms, one request at a time',
    ['request', ...sizes.map(format), 'growth'],
    growths.map(({ title, p50Ms, times }) => [
      title,
      ...sizes.map((size) => (p50Ms[size] ?? NaN).toFixed(2)),
      `${times.toFixed(2)} ×`,
    ]),
  );

const plotOf = (growths: Growth[], sizes: number[]): string =>
  drawBars({
    title: 'Milliseconds of an answer (p50), by the size of the catalogue',
    scale: 'milliseconds, logarithmic: shorter is faster',
    series: sizes.map((size, index) => ({ name: format(size), color: COLORS[index] ?? '#888' })),
    groups: growths.map(({ title, p50Ms }) => ({
      name: title,
      values: sizes.map((size) => p50Ms[size] ?? NaN),
    })),
  });

/**
 * What the rounds have shown of one question.
 *
 * @param rounds by the number of movies
 * @param sizes the fewest movies first
 */
export const growthOf = (
  { name, title }: { name: string; title: string },
  rounds: Record<string, Rounds>,
  sizes: number[],
): Growth => {
  const of = (size: number | undefined) => rounds[String(size)] ?? [];
  return {
    name,
    title,
    p50Ms: Object.fromEntries(sizes.map((size) => [size, summarize(of(size)).p50Ms])),
    times: ratio(p50s(of(sizes.at(-1))), p50s(of(sizes[0]))),
  };
};

/** The medians of several runs, of one question. */
export const medianGrowth = (first: Growth, all: Growth[]): Growth => ({
  ...first,
  p50Ms: Object.fromEntries(
    Object.keys(first.p50Ms).map((size) => [
      size,
      median(all.map(({ p50Ms }) => p50Ms[size] ?? NaN)),
    ]),
  ),
  times: median(all.map(({ times }) => times)),
});

/** What grows no more than it may. */
export const aimsOf = (growths: Growth[], smallest: string, largest: string): Aim[] =>
  growths.map(({ title, times }) => ({
    name: `${title}: p50 with ${largest}, of that with ${smallest}`,
    limit: `at most ${MOST_TIMES} ×`,
    measured: `${times.toFixed(2)} ×`,
    holds: times <= MOST_TIMES,
  }));

/** How long answers of the project take with catalogues of several sizes, measured in turns. */
export const measureGrowth = async (cleanup: Cleanup, options: ReadingOptions): Promise<Aim[]> => {
  const { smoke, seconds, rounds, runs, sizes } = options;
  const [smallest = 0] = sizes;
  const database = await startDatabase(cleanup);
  const machine = await printMachine(database, ['@strapi/strapi', 'pg', 'autocannon']);
  const servers: Record<string, Asked> = {};
  for (const size of sizes) servers[size] = await startServer(database, size, options, cleanup);

  const questions = (await questionsFor(smallest, options)).filter(
    ({ revalidates }) => !revalidates,
  );
  const measured = await measureRuns(questions, runs, async (question) =>
    growthOf(question, await measureInTurns(servers, question.name, options, CONNECTIONS), sizes),
  );
  const growths = acrossRuns(measured, medianGrowth);
  const { failure } = measured;
  if (growths.length > 0) {
    print(growths, sizes);
    const conditions = { machine, sizes, seconds, rounds, connections: CONNECTIONS };
    await writeResults({
      name: 'growth',
      smoke,
      failure,
      results: {
        ...conditions,
        failure: failure?.message,
        growths,
        ...(runs > 1 && { runs: measured.runs }),
      },
      svg: plotOf(growths, sizes),
    });
  }
  if (failure) throw failure;
  return smoke ? [] : aimsOf(growths, format(smallest), format(sizes.at(-1) ?? 0));
};
