import {
  applyLoad,
  inTurns,
  type LoadRequest,
  type LoadResult,
  median,
  ratio,
  type Until,
} from '../harness';
import type { Asked } from './contenders';

/** Requests that are on their way at the same time. */
export const CONNECTIONS = 10;

/** Also before short measurements: until Node has compiled what runs often. */
const WARM_UP_SECONDS = 2;

/** Of a measurement of a slow server, for each connection: the first ones come all together. */
const LEAST_ANSWERS = 2;

const STATUS_UNCHANGED = 304;

/** What a contender has shown, round by round. */
export type Rounds = LoadResult[];

export interface Measured {
  /** Requests per second, median of the rounds. */
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Of an answer with its headers. */
  bytes: number;
}

/** Each connection begins somewhere else, so that they do not ask the same at the same time. */
const rotated = (requests: LoadRequest[], connection: number, connections: number) => {
  const start = Math.floor((connection * requests.length) / connections);
  return [...requests.slice(start), ...requests.slice(0, start)];
};

/** Puts load on a contender, with one question. */
export const load = (
  { server, requests }: Asked,
  question: string,
  until: Until,
  connections = CONNECTIONS,
): Promise<LoadResult> => {
  const asked = requests[question] ?? [];
  const isKnown = asked.some(({ headers }) => headers?.['if-none-match']);
  return applyLoad({
    url: server.url,
    until,
    status: isKnown ? STATUS_UNCHANGED : 200,
    connections: Array.from({ length: connections }, (_, index) =>
      rotated(asked, index, connections),
    ),
  });
};

/**
 * Measures all contenders with one question, in turns.
 *
 * @throws when one of them fails, with its name and the question's
 */
export const measureInTurns = async <Name extends string>(
  contenders: Record<Name, Asked>,
  question: string,
  { rounds, seconds, smoke }: { rounds: number; seconds: number; smoke: boolean },
  connections = CONNECTIONS,
): Promise<Record<Name, Rounds>> => {
  const named = (name: string) => (error: Error) => {
    throw new Error(`${name} was asked for "${question}": ${error.message}`, { cause: error });
  };
  const work = (until: Until) =>
    Object.fromEntries(
      Object.entries<Asked>(contenders).map(([name, asked]) => [
        name,
        () => load(asked, question, until, connections).catch(named(name)),
      ]),
    ) as Record<Name, () => Promise<LoadResult>>;
  if (smoke) return inTurns(1, work({ requests: connections }));
  await inTurns(1, work({ seconds: WARM_UP_SECONDS, leastAnswers: connections }));
  return inTurns(rounds, work({ seconds, leastAnswers: LEAST_ANSWERS * connections }));
};

/** The medians of the rounds. */
export const summarize = (rounds: Rounds): Measured => ({
  perSecond: median(rounds.map(({ perSecond }) => perSecond)),
  p50Ms: median(rounds.map(({ latencyMs }) => latencyMs.p50)),
  p99Ms: median(rounds.map(({ latencyMs }) => latencyMs.p99)),
  bytes: median(rounds.map(({ bytes }) => bytes)),
});

/** The medians of what several runs have shown. */
export const medianOf = (measured: Measured[]): Measured => ({
  perSecond: median(measured.map(({ perSecond }) => perSecond)),
  p50Ms: median(measured.map(({ p50Ms }) => p50Ms)),
  p99Ms: median(measured.map(({ p99Ms }) => p99Ms)),
  bytes: median(measured.map(({ bytes }) => bytes)),
});

/** What one contender showed, of what another did in the same rounds. */
export const compare = (part: Rounds, whole: Rounds): Measured => {
  const of = (value: (result: LoadResult) => number) => ratio(part.map(value), whole.map(value));
  return {
    perSecond: of(({ perSecond }) => perSecond),
    p50Ms: of(({ latencyMs }) => latencyMs.p50),
    p99Ms: of(({ latencyMs }) => latencyMs.p99),
    bytes: of(({ bytes }) => bytes),
  };
};
