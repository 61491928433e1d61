import { type Aim, type HttpServer, inTurns, median, printTable } from '../harness';
import { accessToken, READERS } from './data';

const ROUNDS = 41;
const WARM_UP_ROUNDS = 50;

const MOST_TIMES = 2;

const DEFAULT_PAGE_SIZE = 25;

interface Answer {
  data: unknown[];
  meta: { pagination: { total: number } };
}

type Reader = (typeof READERS)[keyof typeof READERS];

const lastPage = ({ favorites }: Reader, pageSize: number) => Math.ceil(favorites / pageSize);

/** A function that asks for one page and gives how many milliseconds that took. */
const pageReader = async (
  { url }: HttpServer,
  reader: Reader,
  pageSize: number,
  page: number,
): Promise<() => Promise<number>> => {
  const headers = { authorization: `Bearer ${await accessToken(reader.id)}` };
  const parameters = [
    ...(pageSize === DEFAULT_PAGE_SIZE ? [] : [`pagination[pageSize]=${pageSize}`]),
    ...(page === 1 ? [] : [`pagination[page]=${page}`]),
  ];
  const address = `${url}/api/users/me/favorites?${parameters.join('&')}`;
  const expected = Math.min(pageSize, reader.favorites - pageSize * (page - 1));

  return async () => {
    const started = performance.now();
    const answer = await fetch(address, { headers });
    const text = await answer.text();
    const tookMs = performance.now() - started;
    if (!answer.ok) throw new Error(`${address} has failed: ${text}`);
    const { data, meta } = JSON.parse(text) as Answer;
    if (data.length !== expected || meta.pagination.total !== reader.favorites) {
      throw new Error(`${address} gives ${data.length} of ${meta.pagination.total} favorites.`);
    }
    return tookMs;
  };
};

const measurePages = async (server: HttpServer, pageSize: number) => {
  const { ten, hundred, tenThousand } = READERS;
  const pages = {
    ten: await pageReader(server, ten, pageSize, 1),
    hundred: await pageReader(server, hundred, pageSize, 1),
    first: await pageReader(server, tenThousand, pageSize, 1),
    last: await pageReader(server, tenThousand, pageSize, lastPage(tenThousand, pageSize)),
  };
  await inTurns(WARM_UP_ROUNDS, pages);
  const measured = await inTurns(ROUNDS, pages);
  return {
    ten: median(measured.ten),
    hundred: median(measured.hundred),
    first: median(measured.first),
    last: median(measured.last),
  };
};

/**
 * How long a page of somebody's favorites takes, by how many there are. For pages of 25, the page of
 * ten favorites is the yardstick, though it is not full; for pages of 100, the full page of somebody
 * who has a hundred: ten times the entries would be compared otherwise.
 */
export const measureMyFavorites = async (server: HttpServer): Promise<Aim[]> => {
  const rows: string[][] = [];
  const aims: Aim[] = [];
  for (const pageSize of [DEFAULT_PAGE_SIZE, 100]) {
    const { ten, hundred, first, last } = await measurePages(server, pageSize);
    rows.push([
      `pageSize=${pageSize}`,
      ...[ten, hundred, first, last].map((ms) => ms.toFixed(1)),
      ...[first / ten, last / ten, last / hundred].map((times) => times.toFixed(2)),
    ]);
    // A page of a hundred is compared with what fills it.
    const [yardstick, few] = pageSize === DEFAULT_PAGE_SIZE ? [ten, 10] : [hundred, 100];
    for (const [page, ms] of Object.entries({ first, last })) {
      aims.push({
        name: `my favorites, pageSize=${pageSize}: ${page} page of 10,000, of that of ${few}`,
        limit: `at most ${MOST_TIMES.toFixed(1)} times`,
        measured: (ms / yardstick).toFixed(2),
        holds: ms / yardstick <= MOST_TIMES,
      });
    }
  }
  printTable(
    `GET /api/users/me/favorites, ms (median of ${ROUNDS})`,
    [
      ...['', 'user with 10', 'with 100', 'with 10,000, first page', 'last page'],
      ...['first of 10', 'last of 10', 'last of 100'],
    ],
    rows,
  );
  return aims;
};
