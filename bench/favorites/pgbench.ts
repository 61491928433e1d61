import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type BenchDatabase, POOL_SIZE } from '../harness';
import { TOGGLERS } from './data';
import { toggleStatement } from './toggle-statement';

const run = promisify(execFile);

export const isPgbenchInstalled = (): Promise<boolean> =>
  run('pgbench', ['--version']).then(
    () => true,
    () => false,
  );

/**
 * Toggles per second of PostgreSQL alone: the statement, prepared, over as many connections as a
 * server has.
 *
 * @param movies how many movies the toggles are spread over, from the first on
 */
export const runPgbench = async (
  { url, dataDir }: BenchDatabase,
  movies: number,
  seconds: number,
): Promise<number> => {
  const script = path.join(dataDir, `toggle-${movies}.pgbench`);
  const statement = toggleStatement(
    ':user',
    'movie_document(:movie)',
    'left(md5(random()::text), 24)',
    'localtimestamp',
  );
  await writeFile(
    script,
    `\\set user random(1, ${TOGGLERS})\n\\set movie random(1, ${movies})\n${statement};\n`,
  );
  const { stdout } = await run('pgbench', [
    ...['--no-vacuum', '--protocol', 'prepared', '--file', script, '--time', String(seconds)],
    ...['--client', String(POOL_SIZE), url],
  ]);
  const rate = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
  if (rate === undefined) throw new Error(`pgbench gives no rate. It says:\n${stdout}`);
  return Number(rate);
};
