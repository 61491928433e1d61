import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** One request of a load. */
export interface LoadRequest {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/**
 * How many requests in all; or how long, and, of a slow server, for so many answers longer, up to
 * LONGEST_SECONDS.
 */
export type Until = { requests: number } | { seconds: number; leastAnswers?: number };

/** Of a load; an answer that takes longer has failed. */
export const LONGEST_SECONDS = 60;

/** What to ask of a server. */
export interface Load {
  url: string;
  until: Until;
  /** The status of a right answer: 2xx where it is not said. */
  status?: number;
  /** One connection each: the requests that it sends in turn. */
  connections: LoadRequest[][];
}

export interface LoadResult {
  perSecond: number;
  /** Right answers. */
  answered: number;
  /** Answers with another status, errors of connections, and timeouts. */
  failed: number;
  latencyMs: { p50: number; p99: number };
  /** Of an answer with its headers, on average. */
  bytes: number;
}

const PROGRAM = path.join(__dirname, 'load-program.js');

const failureOf = ({ failed, answered }: LoadResult): string | undefined => {
  if (failed > 0) return `requests have failed: ${failed}, after ${answered} right answers.`;
  return answered > 0 ? undefined : `nothing was answered within ${LONGEST_SECONDS} seconds.`;
};

/**
 * Keeps a server busy from a process of its own, by autocannon: every connection sends its next
 * request when the last one is answered.
 *
 * @throws when an answer had another status than expected, or when nothing was answered
 */
export const applyLoad = async (load: Load): Promise<LoadResult> => {
  const child = fork(PROGRAM);
  child.send(load);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The load generator has ended with exit code ${String(code)}.`);
  });
  const [result] = (await Promise.race([once(child, 'message'), ended])) as [LoadResult];
  await ended.catch(() => undefined);
  const failure = failureOf(result);
  if (failure) throw new Error(`${load.url}${load.connections[0]?.[0]?.path ?? ''}: ${failure}`);
  return result;
};
