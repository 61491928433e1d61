import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { HOST } from './server';
import { SUPERUSER } from './settings';

/** A claim on a running server, which is to be kept up for as long as anybody has one. */
export interface Lease {
  /** An open session in the database `postgres`. */
  session: Client;
  /**
   * Gives the claim up, and calls `stop` if it was the last one. Who claims the server meanwhile
   * waits for that, and then starts it again.
   */
  release: (stop: () => Promise<void>) => Promise<void>;
}

/** Any number, the same for all processes of the project: "reel" in ASCII. */
const LOCK_KEY = 0x7265656c;

const LOCK_TIMEOUT_MS = 10_000;
const RECLAIM_DELAY_MS = 500;

/**
 * Claims a server by a shared advisory lock. A lock ends with the session that holds it, and the
 * session with its process, however that dies: so there are no owner files to go stale, a server
 * left by a killed process is stopped by the next one that has used it, and of several processes
 * that share a server the last to finish stops it.
 * @returns undefined when the server cannot be claimed now, as it is coming up or going down
 * @throws DatabaseError when it answers and refuses
 */
export async function takeLease(port: number, password: string): Promise<Lease | undefined> {
  const first = await claim(port, password);
  if (!first) return undefined;
  let session = first;
  let released = false;

  const hold = (claimed: Client): void => {
    session = claimed;
    // When one of its processes crashes PostgreSQL ends all sessions, and goes on a moment later.
    claimed.once('end', () => void reclaim());
  };
  const reclaim = async (): Promise<void> => {
    while (!released) {
      await sleep(RECLAIM_DELAY_MS, undefined, { ref: false });
      const claimed = await claim(port, password).catch(() => undefined);
      if (!claimed) continue;
      hold(claimed);
      return;
    }
  };
  hold(first);

  return {
    session: first,
    release: async (stop) => {
      released = true;
      // Who has no session any more cannot ask for others, and should not leave a server behind.
      if (await isLast(session).catch(() => true)) await stop();
      await session.end().catch(() => undefined);
    },
  };
}

async function claim(port: number, password: string): Promise<Client | undefined> {
  const client = new Client({
    ...{ host: HOST, port, user: SUPERUSER, password, database: 'postgres' },
    application_name: 'reelbase lease',
    connectionTimeoutMillis: LOCK_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    // Otherwise PGSSLMODE of the environment counts.
    ssl: false,
  });
  // Told by "end" as well; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [LOCK_KEY]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if (error instanceof DatabaseError && !isPassing(error.code)) throw error;
    return undefined;
  }
}

/**
 * Starting up or shutting down (57P01 to 57P03), all connections taken (53300), lock timeout (55P03).
 * @see https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
const isPassing = (sqlState = ''): boolean => /^(57P0[123]|53300|55P03)$/.test(sqlState);

/**
 * Whether nobody else has a claim; if so, this session keeps newcomers out. One's own claim is given
 * up first: were it kept, two that finish at the same moment would each see the other and both leave.
 */
async function isLast(session: Client): Promise<boolean> {
  await session.query('SELECT pg_advisory_unlock_shared($1)', [LOCK_KEY]);
  const { rows } = await session.query<{ last: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS last',
    [LOCK_KEY],
  );
  return rows[0]?.last === true;
}
