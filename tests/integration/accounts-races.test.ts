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
import { registerAt, type SiteUser } from './site-requests';

const DATABASE = 'reelbase_races_test';

const query = sqlOn(databaseUrl(DATABASE));

jest.setTimeout(2 * START_TIMEOUT_MS);

let server: Awaited<ReturnType<typeof startAndWait>>;

beforeAll(async () => {
  await createDatabase(DATABASE);
  server = await startAndWait(DATABASE, { RATE_LIMIT_REGISTRATION: 'off' });
});

afterAll(async () => {
  killServers();
  await dropDatabase(DATABASE);
});

const somebodyWaits = async (): Promise<boolean> => {
  const rows = await query('SELECT 1 FROM pg_locks WHERE NOT granted');
  return rows.length > 0;
};

/** Sends a request that finds the user's row locked by a deletion, which is then committed. */
const duringDeletionOf = async <Result>(
  { id }: SiteUser,
  send: () => Promise<Result>,
): Promise<Result> => {
  const other = new Client(databaseUrl(DATABASE));
  await other.connect();
  try {
    await other.query('BEGIN');
    await other.query('DELETE FROM up_users WHERE id = $1', [id]);
    const answer = send();
    await until(somebodyWaits);
    await other.query('COMMIT');
    return await answer;
  } finally {
    await other.end();
  }
};

const post = (path: string, { jwt }: SiteUser, body: object, method = 'POST') =>
  fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${jwt}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

it.each([
  ['PUT /users/me', (user: SiteUser) => post('/api/users/me', user, { firstName: 'Ada' }, 'PUT')],
  [
    'updateMe',
    (user: SiteUser) =>
      post('/graphql', user, { query: 'mutation { updateMe(data: { firstName: "Ada" }) { id } }' }),
  ],
])('a server survives %s of a user who is just being deleted', async (name, send) => {
  const user = await registerAt(server.url, `leaving-${name.length}`);
  const answer = await duringDeletionOf(user, () => send(user));
  expect(await answer.text()).toContain('Unauthorized');

  const next = await registerAt(server.url, `staying-${name.length}`);
  const { status } = await post('/api/users/me', next, { firstName: 'Ada' }, 'PUT');
  expect([status, server.child.exitCode]).toEqual([200, null]);
});
