import path from 'node:path';
import {
  type BenchDatabase,
  type Cleanup,
  createDatabase,
  type HttpServer,
  startNodeServer,
} from '../harness';
import { writeStockApp } from './write-app';

export { copyRows } from './copy-rows';

const PROJECT = process.cwd();

/**
 * A Strapi application as it comes: the project's content types and the files that Strapi's own tools
 * write around them, on a database of its own with the tables and indexes that Strapi makes. The rows are
 * copied into it afterwards.
 *
 * @param database of the project, on whose PostgreSQL its own is made
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
  return { server, database: own };
};
