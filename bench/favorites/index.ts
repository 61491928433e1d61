import path from 'node:path';
import {
  type Benchmark,
  printMachine,
  startDatabase,
  startProductionServer,
  startServerProgram,
} from '../harness';
import { fill } from './data';
import { measureMyFavorites } from './my-favorites';
import { measurePublishing } from './publishing';
import { measureToggles } from './toggles';

const say = (line: string): void => console.log(`\n${line}`);

/** Favorites: toggles per second, what they cost a publish, and how long a page of them takes. */
export const benchmarkFavorites: Benchmark = async (cleanup) => {
  const database = await startDatabase(cleanup);
  await printMachine(database, ['@strapi/strapi', 'fastify', 'pg', 'autocannon']);

  say('Starting the production server, and filling its database …');
  const production = await startProductionServer(database, cleanup);
  await fill(database.client);
  const handWritten = await startServerProgram(
    path.join(__dirname, 'hand-written-server.js'),
    database,
    cleanup,
  );

  say('Measuring pages of favorites …');
  const pages = await measureMyFavorites(production);
  say('Measuring publishing …');
  const publishing = await measurePublishing(database, production);
  say('Measuring toggles …');
  const toggles = await measureToggles(database, { production, handWritten });
  return [...toggles, ...publishing, ...pages];
};
