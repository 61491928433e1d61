import { mkdir, readFile } from 'node:fs/promises';
import type { Profiler } from 'node:inspector';
import path from 'node:path';
import { sizeFor } from '../catalogue';
import {
  type Aim,
  type Cleanup,
  printMachine,
  printTable,
  startDatabase,
  startProfiledServer,
} from '../harness';
import { fill } from './data';
import { load } from './measure';
import type { ReadingOptions } from './options';
import { questionsFor } from './questions';
import { sharesOf } from './shares';

const FOLDER = path.join('.tmp', 'bench-profiles');

/** Those that take less are not worth a line. */
const LEAST_SHARE = 0.01;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const print = async (title: string, file: string): Promise<void> => {
  const profile = JSON.parse(await readFile(file, 'utf8')) as Profiler.Profile;
  printTable(
    `${title}: ${file}`,
    ['code of', 'share of the processor time'],
    sharesOf(profile, process.cwd())
      .filter(({ share }) => share >= LEAST_SHARE)
      .map(({ owner, share }) => [owner, percent(share)]),
  );
};

/** Where the processor time of the project's server goes, for each question: a table and a `.cpuprofile`. */
export const profileQuestions = async (
  cleanup: Cleanup,
  options: ReadingOptions,
): Promise<Aim[]> => {
  const { movies, seconds, smoke } = options;
  const database = await startDatabase(cleanup);
  await printMachine(database, ['@strapi/strapi', 'pg', 'autocannon']);
  const server = await startProfiledServer(database, cleanup);
  await fill(database.client, sizeFor(movies));
  await mkdir(FOLDER, { recursive: true });
  for (const { name, title, variants, revalidates } of await questionsFor(movies, options)) {
    if (revalidates) continue;
    const requests = { [name]: variants.map(({ reelbase }) => reelbase) };
    const work = () => load({ server, requests }, name, smoke ? { requests: 10 } : { seconds });
    await work();
    const file = path.join(FOLDER, `${name}.cpuprofile`);
    await server.profile(path.resolve(file), work);
    await print(title, file);
  }
  return [];
};
