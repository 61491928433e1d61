import { sqlOn, until } from '../harness';
import {
  createDatabase,
  databaseUrl,
  dropDatabase,
  killServers,
  START_TIMEOUT_MS,
  startAndWait,
} from '../harness/server-process';
import { expectExactCounts, favoritePairs, nth } from './favorite-rows';
import { addAt, registerAt, type SiteUser, toggleAt } from './site-requests';

const DATABASE = 'reelbase_crash_test';
const USERS = 8;
const MOVIES = ['hot', 'warm', 'cold'];
const CRASHES = 2;
/** So many writes are answered before the server is killed: every user is in the middle of some. */
const ANSWERS = 150;

type Server = Awaited<ReturnType<typeof startAndWait>>;

const query = sqlOn(databaseUrl(DATABASE));

const startServer = (): Promise<Server> =>
  startAndWait(DATABASE, { RATE_LIMIT_FAVORITES: 'off', RATE_LIMIT_REGISTRATION: 'off' });

const pairOf = (user: SiteUser, movie: string): string => `${user.id}:${movie}`;

/** What the server has told its users, and what they were still waiting for when it was killed. */
class Burst {
  readonly told = new Map<string, boolean>();
  readonly unanswered = new Set<string>();
  answers = 0;

  /** Toggles one movie after the other, until the server is gone. */
  async toggleAs(user: SiteUser, { url }: Server): Promise<void> {
    for (let turn = 0; ; turn += 1) {
      const movie = nth(MOVIES, turn % MOVIES.length);
      const pair = pairOf(user, movie);
      this.unanswered.add(pair);
      const answer = await toggleAt(url, movie, user.jwt).catch(() => undefined);
      if (answer === undefined) return;
      expect(answer.status).toBe(200);
      this.unanswered.delete(pair);
      this.told.set(pair, answer.favorite === true);
      this.answers += 1;
    }
  }
}

jest.setTimeout((CRASHES + 2) * START_TIMEOUT_MS);

beforeAll(() => createDatabase(DATABASE));

afterAll(async () => {
  killServers();
  await dropDatabase(DATABASE);
});

it('keeps what users were told, and exact counts, when the server is killed in a burst of toggles', async () => {
  let server = await startServer();
  await query(
    `INSERT INTO movies (document_id, title, published_at)
     SELECT name, name, at FROM unnest($1::text[]) AS name, (VALUES (NULL), (now())) AS version (at)`,
    [MOVIES],
  );
  const users: SiteUser[] = [];
  for (let user = 0; user < USERS; user += 1)
    users.push(await registerAt(server.url, `user-${user}`));

  for (let crash = 0; crash < CRASHES; crash += 1) {
    const before = await favoritePairs(query);
    const burst = new Burst();
    const toggling = users.map((user) => burst.toggleAs(user, server));
    await until(() => burst.answers >= ANSWERS, 30_000);
    server.child.kill('SIGKILL');
    await Promise.all([...toggling, server.exit]);
    expect(burst.unanswered.size).toBeGreaterThan(0);

    server = await startServer();
    // What PostgreSQL had been told to do it may have gone on with.
    await until(async () => {
      const [activity] = await query<{ busy: number }>(
        `SELECT count(*)::int AS busy FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`,
      );
      return activity?.busy === 0;
    });
    const after = await favoritePairs(query);
    await expectExactCounts(query);
    for (const user of users) {
      for (const movie of MOVIES) {
        const pair = pairOf(user, movie);
        if (burst.unanswered.has(pair)) continue;
        expect([pair, after.has(pair)]).toEqual([pair, burst.told.get(pair) ?? before.has(pair)]);
      }
    }
  }

  // The users are still signed in, and go on.
  expect(await addAt(server.url, 'hot', nth(users, 0).jwt)).toMatchObject({ favorite: true });
  await expectExactCounts(query);
});
