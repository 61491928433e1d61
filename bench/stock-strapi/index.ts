import path from 'node:path';
import {
  type BenchDatabase,
  type Cleanup,
  createDatabase,
  type HttpServer,
  startNodeServer,
} from '../harness';
import { copyRows } from './copy-rows';
import { writeStockApp } from './write-app';

const PROJECT = process.cwd();

/**
 * A Strapi application as it comes: the project's content types and the files that Strapi's own tools
 * write around them, on a database of its own with the same rows and with the indexes that Strapi makes.
 *
 * @param database of the project, filled
 */
export const startStockStrapi = async (
  database: BenchDatabase,
  cleanup: Cleanup,
): Promise<{ server: HttpServer; database: BenchDatabase }> => {
  const folder = path.join(database.dataDir, 'stock-strapi');
  await writeStockApp(PROJECT, folder);
  const own = await createDatabase(database, 'stock', cleanup);
  const program = path.join(PROJECT, 'node_modules', '@strapi', 'strapi', 'bin', 'strapi.js');
  const server = await startNodeServer(
    { name: 'stock Strapi application', args: [program, 'start'], cwd: folder, database: own },
    cleanup,
  );
  await copyRows(database.client, own.client);
  return { server, database: own };
};
