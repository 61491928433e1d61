import {
  type Aim,
  API_TOKEN,
  type BenchDatabase,
  type HttpServer,
  inTurns,
  median,
  printTable,
} from '../harness';
import { checkCounts, FANS, movieDocument, PUBLISHED_MOVIES } from './data';

const ROUNDS = 31;
const WARM_UP_ROUNDS = 5;

const MOST_TIMES = 1.5;

/** Milliseconds of one update that publishes, as `PUT /api/movies/:documentId` does. */
const publishMs = async ({ url }: HttpServer, movie: number): Promise<number> => {
  const started = performance.now();
  const answer = await fetch(`${url}/api/movies/${movieDocument(movie)}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${API_TOKEN.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ data: { description: `Written at ${started}` } }),
  });
  const text = await answer.text();
  const tookMs = performance.now() - started;
  if (!answer.ok) throw new Error(`Publishing movie ${movie} has failed: ${text}`);
  return tookMs;
};

/** How long publishing takes for a movie without favorites and for one with very many. */
export const measurePublishing = async (
  { client }: BenchDatabase,
  server: HttpServer,
): Promise<Aim[]> => {
  const publishings = {
    unloved: () => publishMs(server, PUBLISHED_MOVIES.unloved),
    loved: () => publishMs(server, PUBLISHED_MOVIES.loved),
  };
  await inTurns(WARM_UP_ROUNDS, publishings);
  const measured = await inTurns(ROUNDS, publishings);
  await checkCounts(client);

  const unlovedMs = median(measured.unloved);
  const lovedMs = median(measured.loved);
  const times = lovedMs / unlovedMs;
  const fans = FANS.toLocaleString('en');
  printTable(
    `Publishing a movie (median of ${ROUNDS})`,
    ['', '0 favorites, ms', `${fans} favorites, ms`, 'ratio'],
    [['PUT /api/movies/:documentId', unlovedMs.toFixed(1), lovedMs.toFixed(1), times.toFixed(2)]],
  );
  return [
    {
      name: `publishing with ${fans} favorites, of with none`,
      limit: `at most ${MOST_TIMES.toFixed(1)} times`,
      measured: times.toFixed(2),
      holds: times <= MOST_TIMES,
    },
  ];
};
