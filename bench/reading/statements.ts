import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type BenchDatabase, type LoadRequest, median } from '../harness';
import type { Asked } from './contenders';
import { READING } from './questions';

/** Requests before those that are counted: what a connection prepares, it prepares once. */
const WARM_UP = 2;
const COUNTED = 5;

const POLL_MS = 20;

const STATEMENT = /LOG: {2}(?:statement|execute [^:]*):/g;

const setLogging = async ({ client }: BenchDatabase, value: 'all' | 'none'): Promise<void> => {
  await client.query(`ALTER SYSTEM SET log_statement = '${value}'`);
  await client.query('SELECT pg_reload_conf()');
  const isSet = async () => {
    const { rows } = await client.query<{ log_statement: string }>('SHOW log_statement');
    return rows[0]?.log_statement === value;
  };
  while (!(await isSet())) await delay(POLL_MS);
};

const readFrom = async (file: string, position: number): Promise<string> => {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(size - position);
    await handle.read(buffer, 0, buffer.length, position);
    return buffer.toString();
  } finally {
    await handle.close();
  }
};

const send = async ({ server }: Asked, request: LoadRequest): Promise<void> => {
  const { method, path: where, headers, body } = request;
  await (await fetch(`${server.url}${where}`, { method, headers, body })).arrayBuffer();
};

/** The statements that PostgreSQL is sent during some work, as its log tells them. */
const statementsDuring = async (log: string, work: () => Promise<void>): Promise<number> => {
  const { size } = await stat(log);
  await work();
  return [...(await readFrom(log, size)).matchAll(STATEMENT)].length;
};

const countFor = async (log: string, asked: Asked): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const [question, requests] of Object.entries(asked.requests)) {
    const numbers: number[] = [];
    for (let n = 0; n < WARM_UP + COUNTED; n += 1) {
      const request = requests[n % requests.length];
      if (request) numbers.push(await statementsDuring(log, () => send(asked, request)));
    }
    counts[question] = median(numbers.slice(WARM_UP));
  }
  return counts;
};

/** @throws when one that reads the database for every request seems not to have sent a statement */
const checkCounted = (counts: Record<string, Record<string, number>>): void => {
  for (const [name, byQuestion] of Object.entries(counts)) {
    for (const [question, count] of Object.entries(byQuestion)) {
      if (count > 0 || !READING.some((reading) => reading === name)) continue;
      throw new Error(
        `No SQL statement of ${name} was counted for the request "${question}", which cannot be answered without one. Look whether the log of PostgreSQL tells statements as bench/reading/statements.ts expects.`,
      );
    }
  }
};

/**
 * How many SQL statements each contender sends for one request, BEGIN and COMMIT among them: the median
 * of several, because servers do other things meanwhile.
 *
 * @returns by contender, then by question
 * @throws when none was counted of a contender that reads the database
 */
export const countStatements = async <Name extends string>(
  database: BenchDatabase,
  contenders: Record<Name, Asked>,
): Promise<Record<Name, Record<string, number>>> => {
  const log = path.join(database.dataDir, 'postgres.log');
  const counts: [string, Record<string, number>][] = [];
  await setLogging(database, 'all');
  for (const [name, asked] of Object.entries<Asked>(contenders)) {
    counts.push([name, await countFor(log, asked)]);
  }
  await setLogging(database, 'none');
  const byContender = Object.fromEntries(counts) as Record<Name, Record<string, number>>;
  checkCounted(byContender);
  return byContender;
};
