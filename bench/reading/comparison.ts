import {
  type Aim,
  type BenchDatabase,
  type Cleanup,
  type Machine,
  printMachine,
  startDatabase,
} from '../harness';
import { sizeFor } from '../catalogue';
import { type Contender, CONTENDERS, startContenders } from './contenders';
import { CONNECTIONS, measureInTurns } from './measure';
import type { ReadingOptions } from './options';
import { drawBars } from './plot';
import { questionsFor } from './questions';
import { medianOutcome, type Outcome, outcomeOf, printOutcomes, writeResults } from './report';
import { acrossRuns, measureRuns, type Runs } from './runs';
import { countStatements } from './statements';

const SERIES: Record<Contender, { name: string; color: string }> = {
  reelbase: { name: 'Reelbase', color: '#c2410c' },
  stock: { name: 'stock Strapi', color: '#4945ff' },
  handWritten: { name: 'hand-written', color: '#15803d' },
  bare: { name: 'node:http', color: '#888888' },
};

/** The size that the aims are about; a small catalogue has nothing that takes long. */
const AIMED_MOVIES = 100_000;

const SEARCH_TIMES = 3;
const LIST_TIMES = 10;

const atLeast = (name: string, times: number, limit: number): Aim => ({
  name,
  limit: `at least ${limit} ×`,
  measured: `${times.toFixed(2)} ×`,
  holds: times >= limit,
});

const aimsOf = (outcomes: Outcome[]): Aim[] =>
  outcomes.flatMap(({ name, title, ofStock, ofHandWritten }) => {
    const isList = name === 'sorted' || name === 'filtered';
    const searchTimes = ofHandWritten.reelbase.p99Ms;
    return [
      atLeast(`${title}: requests/s of stock`, ofStock.perSecond, isList ? LIST_TIMES : 1),
      ...(name === 'search'
        ? [
            {
              name: `${title}: p99 of hand-written`,
              limit: `at most ${SEARCH_TIMES} ×`,
              measured: `${searchTimes.toFixed(2)} ×`,
              holds: searchTimes <= SEARCH_TIMES,
            },
          ]
        : []),
    ];
  });

const plotOf = (outcomes: Outcome[], movies: number): string =>
  drawBars({
    title: `Requests per second, ${movies.toLocaleString('en')} movies`,
    scale: `requests per second, ${CONNECTIONS} at a time, logarithmic: longer is faster`,
    series: CONTENDERS.map((contender) => SERIES[contender]),
    groups: outcomes.map(({ title, measured }) => ({
      name: title,
      values: CONTENDERS.map((contender) => measured[contender].perSecond),
    })),
  });

const measureAll = async (
  database: BenchDatabase,
  options: ReadingOptions,
  cleanup: Cleanup,
): Promise<Runs<Outcome>> => {
  const questions = await questionsFor(options.movies, options);
  console.log('\nStarting four servers, filling two databases, and comparing what they answer …');
  const contenders = await startContenders(database, options, questions, cleanup);
  const statements = await countStatements(database, contenders);
  return measureRuns(questions, options.runs, async (question) => {
    const rounds = await measureInTurns(contenders, question.name, options);
    const counts = Object.fromEntries(
      CONTENDERS.map((contender) => [contender, statements[contender][question.name] ?? NaN]),
    ) as Record<Contender, number>;
    return outcomeOf(question, rounds, counts);
  });
};

const report = async (
  machine: Machine,
  { movies, seconds, rounds, smoke }: ReadingOptions,
  { runs, failure }: Runs<Outcome>,
  outcomes: Outcome[],
): Promise<void> => {
  if (outcomes.length === 0) return;
  printOutcomes(outcomes);
  const conditions = { machine, catalogue: sizeFor(movies), seconds, rounds };
  await writeResults({
    name: `reading-${movies}`,
    smoke,
    failure,
    results: {
      ...conditions,
      connections: CONNECTIONS,
      failure: failure?.message,
      outcomes,
      ...(runs.length > 1 && { runs }),
    },
    svg: plotOf(outcomes, movies),
  });
};

/** The project beside a stock Strapi, a hand-written server, and bytes from memory. */
export const compareContenders = async (
  cleanup: Cleanup,
  options: ReadingOptions,
): Promise<Aim[]> => {
  const database = await startDatabase(cleanup);
  const machine: Machine = await printMachine(database, [
    '@strapi/strapi',
    'fastify',
    'pg',
    'autocannon',
  ]);
  const measured = await measureAll(database, options, cleanup);
  const outcomes = acrossRuns(measured, medianOutcome);
  await report(machine, options, measured, outcomes);
  if (measured.failure) throw measured.failure;
  return options.movies < AIMED_MOVIES ? [] : aimsOf(outcomes);
};
