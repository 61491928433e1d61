import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../src/postgres';
import type { Cleanup } from './cleanup';

export interface BenchDatabase {
  url: string;
  /** Folder for whatever goes with the benchmark. */
  dataDir: string;
  /** One connection of the benchmark's own, for filling and checking. */
  client: Client;
}

/**
 * An empty embedded PostgreSQL as `npm run develop` starts it, durable, in a folder of the system's
 * temporary folder (TMPDIR). A commit costs what a disk asks for only where that folder is on one.
 */
export const startDatabase = async (cleanup: Cleanup): Promise<BenchDatabase> => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'reelbase-bench-'));
  cleanup.defer(() => rm(dataDir, { recursive: true, force: true }));
  // As root, PostgreSQL runs as another user, who has to reach the folder.
  await chmod(dataDir, 0o755);
  const postgres = await startPostgres({ dataDir });
  cleanup.defer(() => postgres.stop());
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  cleanup.defer(() => client.end());
  return { url: postgres.url, dataDir, client };
};

/** One more database of the same server, empty. */
export const createDatabase = async (
  { client, dataDir, url }: BenchDatabase,
  name: string,
  cleanup: Cleanup,
): Promise<BenchDatabase> => {
  await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  const own = new Client({ connectionString: address.href });
  await own.connect();
  cleanup.defer(() => own.end());
  return { url: address.href, dataDir, client: own };
};
