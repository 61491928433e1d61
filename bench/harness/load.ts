import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** What to ask of a server, by as many connections as there are users. */
export interface Load {
  url: string;
  method: 'GET' | 'POST';
  seconds: number;
  /** One connection each: the access token, and the paths it asks for in turn. */
  users: { token: string; paths: string[] }[];
}

export interface LoadResult {
  perSecond: number;
  /** Answers with a 2xx status. */
  answered: number;
  /** Answers with another status, errors of connections, and timeouts. */
  failed: number;
  latencyMs: { p50: number; p99: number };
}

const PROGRAM = path.join(__dirname, 'load-program.js');

/**
 * Keeps a server busy from a process of its own, by autocannon: every connection sends its next
 * request when the last one is answered.
 *
 * @throws when an answer was not a 2xx
 */
export const applyLoad = async (load: Load): Promise<LoadResult> => {
  const child = fork(PROGRAM);
  child.send(load);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The load generator has ended with exit code ${String(code)}.`);
  });
  const [result] = (await Promise.race([once(child, 'message'), ended])) as [LoadResult];
  await ended.catch(() => undefined);
  if (result.failed > 0) {
    throw new Error(
      `${load.url}: ${result.failed} requests of ${result.failed + result.answered} have failed.`,
    );
  }
  return result;
};
