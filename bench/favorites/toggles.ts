import {
  type Aim,
  applyLoad,
  type BenchDatabase,
  type HttpServer,
  inTurns,
  type LoadRequest,
  median,
  printTable,
  ratio,
} from '../harness';
import { accessToken, checkCounts, movieDocument, TOGGLED_MOVIES, TOGGLERS } from './data';
import { isPgbenchInstalled, runPgbench } from './pgbench';

const ROUNDS = 3;
const SECONDS = 6;
const WARM_UP_SECONDS = 3;

const LEAST_SHARE = 0.25;

interface Servers {
  production: HttpServer;
  handWritten: HttpServer;
}

/** One connection per user; each goes through the movies in an order of its own. */
const usersToggling = (movies: number): Promise<LoadRequest[][]> =>
  Promise.all(
    Array.from({ length: TOGGLERS }, async (_, index) => {
      const headers = { authorization: `Bearer ${await accessToken(index + 1)}` };
      return Array.from({ length: movies }, () => {
        const movie = 1 + Math.floor(Math.random() * movies);
        return { method: 'POST', path: `/api/movies/${movieDocument(movie)}/favorite`, headers };
      });
    }),
  );

const contenders = async (
  database: BenchDatabase,
  { production, handWritten }: Servers,
  movies: number,
) => {
  const connections = await usersToggling(movies);
  const latenciesMs = { production: [] as number[], handWritten: [] as number[] };
  const toggle = async (name: keyof Servers, { url }: HttpServer, seconds: number) => {
    const { perSecond, latencyMs } = await applyLoad({ url, until: { seconds }, connections });
    await checkCounts(database.client);
    latenciesMs[name].push(latencyMs.p99);
    return perSecond;
  };
  await toggle('production', production, WARM_UP_SECONDS);
  await toggle('handWritten', handWritten, WARM_UP_SECONDS);
  const hasPgbench = await isPgbenchInstalled();
  const perSecond = await inTurns(ROUNDS, {
    production: () => toggle('production', production, SECONDS),
    handWritten: () => toggle('handWritten', handWritten, SECONDS),
    postgres: async () => {
      if (!hasPgbench) return NaN;
      const rate = await runPgbench(database, movies, SECONDS);
      await checkCounts(database.client);
      return rate;
    },
  });
  return { perSecond, latenciesMs };
};

const percent = (value: number): string =>
  Number.isNaN(value) ? '-' : `${(value * 100).toFixed(1)} %`;

const rate = (values: number[]): string =>
  values.some(Number.isNaN) ? 'no pgbench' : median(values).toFixed(0);

/**
 * Toggles per second of the production server, of a hand-written one, and of PostgreSQL alone. After
 * every run, all counts equal the rows, and every answer was a 2xx; otherwise this throws.
 */
export const measureToggles = async (database: BenchDatabase, servers: Servers): Promise<Aim[]> => {
  const rows: string[][] = [];
  const aims: Aim[] = [];
  const spreads = { 'one hot movie': 1, [`${TOGGLED_MOVIES} movies`]: TOGGLED_MOVIES };
  for (const [name, movies] of Object.entries(spreads)) {
    const { perSecond, latenciesMs } = await contenders(database, servers, movies);
    const { production, handWritten, postgres } = perSecond;
    const reached = ratio(production, handWritten);
    rows.push([
      name,
      ...[production, handWritten, postgres].map(rate),
      percent(reached),
      percent(ratio(handWritten, postgres)),
      `${median(latenciesMs.production).toFixed(0)} / ${median(latenciesMs.handWritten).toFixed(0)}`,
    ]);
    aims.push({
      name: `toggles, ${name}: production of hand-written`,
      limit: `at least ${percent(LEAST_SHARE)}`,
      measured: percent(reached),
      holds: reached >= LEAST_SHARE,
    });
  }
  printTable(
    `Toggles per second, ${TOGGLERS} users (median of ${ROUNDS} rounds of ${SECONDS} s)`,
    ['', '(a) production', '(b) hand-written', '(c) pgbench', 'a of b', 'b of c', 'p99 ms a / b'],
    rows,
  );
  return aims;
};
