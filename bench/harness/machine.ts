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

/** What the numbers depend on, by name. */
export type Machine = Record<'CPU' | 'Memory' | 'Node' | 'PostgreSQL' | 'Packages', string>;

/** Prints what the numbers depend on, and returns it: machine, disk, versions. */
export const printMachine = async (
  { client, dataDir }: BenchDatabase,
  packages: string[],
): Promise<Machine> => {
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  const { type } = await statfs(dataDir);
  const machine: Machine = {
    CPU: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores`,
    Memory: `${(totalmem() / GIB).toFixed(1)} GiB`,
    Node: `${process.version} on ${process.platform} ${process.arch}`,
    PostgreSQL: `${rows[0]?.server_version ?? 'unknown'}, embedded, durable`,
    Packages: packages.map((name) => `${name} ${versionOf(name)}`).join(', '),
  };
  for (const [name, value] of Object.entries(machine)) console.log(`${name}: ${value}`);
  if (type === TMPFS) {
    console.log('The database is in memory (tmpfs), where a commit is free: set TMPDIR to a disk.');
  }
  return machine;
};
