import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';

/** Of PostgreSQL, for a lot that is written at once: as little as possible is written twice. */
const ROOM: Record<string, string> = {
  max_wal_size: '16GB',
  checkpoint_timeout: '1h',
  full_page_writes: 'off',
};

/** Time for its processes to read the settings again; nothing depends on it but the speed. */
const RELOAD_MS = 200;

const set = async (client: Client, settings: (string | undefined)[][]): Promise<void> => {
  for (const [name = '', value] of settings) {
    await client.query(
      value === undefined
        ? `ALTER SYSTEM RESET ${name}`
        : `ALTER SYSTEM SET ${name} = ${client.escapeLiteral(value)}`,
    );
  }
  await client.query('SELECT pg_reload_conf()');
  await delay(RELOAD_MS);
};

/** Does something while PostgreSQL writes as it should not in production; its settings return afterwards. */
export const withRoom = async (client: Client, work: () => Promise<void>): Promise<void> => {
  await set(client, Object.entries(ROOM));
  await work();
  await set(
    client,
    Object.keys(ROOM).map((name) => [name]),
  );
};
