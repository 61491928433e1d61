import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compile } from '@strapi/typescript-utils';
import { type Core, createStrapi } from '@strapi/strapi';
import { settingsSchema } from '../../config/environment/schema';
import { startPostgres } from '../../src/postgres';

const PROJECT = path.resolve(__dirname, '..', '..');

/** Below the project, so that the compiled code finds node_modules; not `dist`, which may be in use. */
const DIST = path.join(PROJECT, '.tmp', `test-dist-${process.pid}`);

/** Tests register users by the hundred, from one address; those about limits set budgets of their own. */
const WITHOUT_RATE_LIMITS = Object.fromEntries(
  Object.keys(settingsSchema.shape)
    .filter((name) => name.startsWith('RATE_LIMIT_'))
    .map((name) => [name, 'off']),
);

/** The application under test: one for all integration tests, on a PostgreSQL of its own. */
export interface TestApplication {
  strapi: Core.Strapi;
  /** Where it listens, e.g. `http://127.0.0.1:40123`. */
  url: string;
  databaseUrl: string;
  /** The module that the application has loaded; test files have modules of their own. */
  load: (module: string) => unknown;
  stop: () => Promise<void>;
}

const startDatabase = async (dataDir: string) => {
  const postgres = await startPostgres({ dataDir, database: 'reelbase_test', durable: false });
  return { databaseUrl: postgres.url, stop: () => postgres.stop() };
};

/** Compiles the application, starts a database in a temporary folder, and boots Strapi once. */
export const startTestApplication = async (): Promise<TestApplication> => {
  await compile(PROJECT, { configOptions: { options: { outDir: DIST } } });

  const dataDir = await mkdtemp(path.join(tmpdir(), 'reelbase-test-'));
  // As root, PostgreSQL runs as another user, who has to reach the folder.
  await chmod(dataDir, 0o755);
  const database = await startDatabase(dataDir);
  Object.assign(process.env, {
    NODE_ENV: 'test',
    DATABASE_URL: database.databaseUrl,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    ...WITHOUT_RATE_LIMITS,
  });

  const strapi = createStrapi({ appDir: PROJECT, distDir: DIST, serveAdminPanel: false });
  // Uploads of the tests go with the tests.
  const publicDir = path.join(dataDir, 'public');
  await mkdir(path.join(publicDir, 'uploads'), { recursive: true });
  await symlink(path.join(PROJECT, 'public', 'site'), path.join(publicDir, 'site'));
  strapi.config.set('dirs.static.public', publicDir);
  await strapi.load();
  strapi.server.mount();
  const { httpServer } = strapi.server;
  httpServer.listen(0, '127.0.0.1');
  await once(httpServer, 'listening');
  const { port } = httpServer.address() as AddressInfo;

  return {
    strapi,
    url: `http://127.0.0.1:${port}`,
    databaseUrl: database.databaseUrl,
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    load: (module) => require(module) as unknown,
    stop: async () => {
      await strapi.destroy();
      await database.stop();
      await rm(DIST, { recursive: true, force: true });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
