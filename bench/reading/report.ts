import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { printTable } from '../harness';
import { type Contender, CONTENDERS } from './contenders';
import { compare, type Measured, medianOf, type Rounds, summarize } from './measure';
import type { Question } from './questions';

/** What was found out about one question. */
export interface Outcome {
  name: string;
  title: string;
  /** SQL statements for one request. */
  statements: Record<Contender, number>;
  measured: Record<Contender, Measured>;
  /** Ratios to the hand-written server, of the same rounds. */
  ofHandWritten: Record<Contender, Measured>;
  /** The project's ratios to the stock application. */
  ofStock: Measured;
}

const NAMES: Record<Contender, string> = {
  reelbase: 'Reelbase',
  stock: 'stock Strapi',
  handWritten: 'hand-written',
  bare: 'node:http',
};

const forEach = <Value>(make: (contender: Contender) => Value): Record<Contender, Value> =>
  Object.fromEntries(CONTENDERS.map((contender) => [contender, make(contender)])) as Record<
    Contender,
    Value
  >;

export const outcomeOf = (
  { name, title }: Question,
  rounds: Record<Contender, Rounds>,
  statements: Record<Contender, number>,
): Outcome => ({
  name,
  title,
  statements,
  measured: forEach((contender) => summarize(rounds[contender])),
  ofHandWritten: forEach((contender) => compare(rounds[contender], rounds.handWritten)),
  ofStock: compare(rounds.reelbase, rounds.stock),
});

/** The medians of what several runs have found out about one question. */
export const medianOutcome = (first: Outcome, all: Outcome[]): Outcome => ({
  ...first,
  measured: forEach((contender) => medianOf(all.map(({ measured }) => measured[contender]))),
  ofHandWritten: forEach((contender) =>
    medianOf(all.map(({ ofHandWritten }) => ofHandWritten[contender])),
  ),
  ofStock: medianOf(all.map(({ ofStock }) => ofStock)),
});

const precise = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);

const cell = (value: number, times: number): string =>
  `${precise(value)} (${Number.isFinite(times) ? `${precise(times)} ×` : '–'})`;

const COLUMNS: Record<string, (outcome: Outcome, contender: Contender) => string> = {
  'requests/s': ({ measured, ofHandWritten }, name) =>
    cell(measured[name].perSecond, ofHandWritten[name].perSecond),
  'p50, ms': ({ measured, ofHandWritten }, name) =>
    cell(measured[name].p50Ms, ofHandWritten[name].p50Ms),
  'p99, ms': ({ measured, ofHandWritten }, name) =>
    cell(measured[name].p99Ms, ofHandWritten[name].p99Ms),
  'SQL statements': ({ statements }, name) =>
    cell(statements[name], statements[name] / statements.handWritten),
  bytes: ({ measured, ofHandWritten }, name) =>
    cell(measured[name].bytes, ofHandWritten[name].bytes),
};

/** Prints a table for each thing that was measured; in parentheses, ratios to hand-written. */
export const printOutcomes = (outcomes: Outcome[]): void => {
  for (const [title, column] of Object.entries(COLUMNS)) {
    printTable(
      `${title} (× hand-written)`,
      ['request', ...CONTENDERS.map((contender) => NAMES[contender])],
      outcomes.map((outcome) => [
        outcome.title,
        ...CONTENDERS.map((contender) => column(outcome, contender)),
      ]),
    );
  }
};

/** What to write, and whether it is all that was to be measured. */
interface Results {
  name: string;
  smoke: boolean;
  results: object;
  svg: string;
  failure?: Error;
}

/**
 * Writes what was measured as `<name>.json` and `<name>.svg`: into `bench/results/`, or of a smoke test
 * into `.tmp/bench-results/`. What is not whole is called `<name>-incomplete`.
 */
export const writeResults = async ({
  name,
  smoke,
  results,
  svg,
  failure,
}: Results): Promise<void> => {
  const folder = smoke ? path.join('.tmp', 'bench-results') : path.join('bench', 'results');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, failure ? `${name}-incomplete` : name);
  await writeFile(`${file}.json`, `${JSON.stringify(results, null, 2)}\n`);
  await writeFile(`${file}.svg`, svg);
  console.log(`\nWritten to ${path.relative(process.cwd(), file)}.json and .svg.`);
};
