import { Client } from 'pg';
import { sqlOn, until } from '../harness';
import {
  createDatabase,
  databaseUrl,
  dropDatabase,
  killServers,
  START_TIMEOUT_MS,
  startAndWait,
} from '../harness/server-process';
import { expectExactCounts, nth } from './favorite-rows';
import { registerAt, toggleAt } from './site-requests';

const DATABASE = 'reelbase_rolling_test';
const USERS = 8;
const MOVIES = ['one', 'two', 'three'];
/** Until when users get an answer. */
const PATIENCE_MS = 5_000;

const query = sqlOn(databaseUrl(DATABASE));

jest.setTimeout(4 * START_TIMEOUT_MS);

beforeAll(() => createDatabase(DATABASE));

afterAll(async () => {
  killServers();
  await dropDatabase(DATABASE);
});

const startServer = () =>
  startAndWait(DATABASE, { RATE_LIMIT_FAVORITES: 'off', RATE_LIMIT_REGISTRATION: 'off' });

/** Has users toggle favorites until it is told to stop; gives the status of each answer. */
const toggling = (url: string, jwts: string[]) => {
  const statuses: number[] = [];
  const stopping = new AbortController();
  const users = jwts.map(async (jwt) => {
    for (let turn = 0; !stopping.signal.aborted; turn += 1) {
      const { status } = await toggleAt(url, MOVIES[turn % MOVIES.length] ?? '', jwt);
      statuses.push(status);
    }
  });
  return async (): Promise<number[]> => {
    stopping.abort();
    await Promise.all(users);
    return statuses;
  };
};

describe('a server that starts while users write through another one', () => {
  let url: string;
  let jwts: string[];

  beforeAll(async () => {
    ({ url } = await startServer());
    await query(
      `INSERT INTO movies (document_id, title, published_at)
       SELECT name, name, at
       FROM unnest($1::text[]) AS name, (VALUES (NULL), (now())) AS version (at)`,
      [MOVIES],
    );
    jwts = [];
    for (let user = 0; user < USERS; user += 1) {
      jwts.push((await registerAt(url, `user-${user}`)).jwt);
    }
  });

  it('starts, and disturbs nobody', async () => {
    const stop = toggling(url, jwts);
    try {
      const second = await startServer();
      second.child.kill();
      await second.exit;
    } finally {
      expect(new Set(await stop())).toEqual(new Set([200]));
    }
    await expectExactCounts(query);
  });

  describe('in a transaction that takes its time', () => {
    let writer: Client;
    beforeEach(async () => {
      writer = new Client(databaseUrl(DATABASE));
      await writer.connect();
      await writer.query('BEGIN');
      await writer.query("UPDATE movies SET title = 'Three' WHERE document_id = 'three'");
    });
    afterEach(() => writer.end());

    it('starts at once when the constraints are as they were', async () => {
      const second = await startServer();
      second.child.kill();
      await second.exit;
    });

    it('lets others write while it waits to apply constraints', async () => {
      await query('DELETE FROM applied_constraints');
      const starting = startServer();
      await until(async () => {
        const waiting = await query(
          "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'movies'::regclass",
        );
        return waiting.length > 0;
      }, START_TIMEOUT_MS);

      const started = Date.now();
      const { status } = await toggleAt(url, 'one', nth(jwts, 0));
      expect([status, Date.now() - started < PATIENCE_MS]).toEqual([200, true]);

      await writer.query('COMMIT');
      const second = await starting;
      second.child.kill();
      await second.exit;
      expect(await query('SELECT 1 FROM applied_constraints')).toHaveLength(1);
    }, 120_000);
  });
});
