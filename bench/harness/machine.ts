import { statfs } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BenchDatabase } from './database';

const GIB = 2 ** 30;

/** The file system's magic number on Linux. */
const TMPFS = 0x0102_1994;

const load = createRequire(__filename);

const versionOf = (name: string): string => {
  const file = load.resolve(`${name}/package.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
};

/** Prints what the numbers depend on: machine, disk, versions. */
export const printMachine = async (
  { client, dataDir }: BenchDatabase,
  packages: string[],
): Promise<void> => {
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  const { type } = await statfs(dataDir);
  const lines = [
    `CPU: ${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores`,
    `Memory: ${(totalmem() / GIB).toFixed(1)} GiB`,
    `Node: ${process.version} on ${process.platform} ${process.arch}`,
    `PostgreSQL: ${rows[0]?.server_version ?? 'unknown'}, durable, in ${dataDir}`,
    `Packages: ${packages.map((name) => `${name} ${versionOf(name)}`).join(', ')}`,
  ];
  console.log(lines.join('\n'));
  if (type === TMPFS) {
    console.log('The database is in memory (tmpfs), where a commit is free: set TMPDIR to a disk.');
  }
};
