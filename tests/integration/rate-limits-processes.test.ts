import { setTimeout as delay } from 'node:timers/promises';
import {
  createDatabase,
  dropDatabase,
  killServers,
  START_TIMEOUT_MS,
  startAndWait,
} from '../harness/server-process';

const DATABASE = 'reelbase_rate_limits_test';
const STOP_TIMEOUT_MS = 5_000;

jest.setTimeout(2 * START_TIMEOUT_MS);

type Server = Awaited<ReturnType<typeof startAndWait>>;

const servers: Server[] = [];

beforeAll(async () => {
  await createDatabase(DATABASE);
  // One after the other: the first creates the tables.
  for (let count = 0; count < 2; count += 1) {
    servers.push(
      await startAndWait(DATABASE, {
        TRUST_PROXY: 'true',
        RATE_LIMIT_LOGIN: '10/600',
        RATE_LIMIT_LOGIN_ACCOUNT: '4/600',
        RATE_LIMIT_REGISTRATION: 'off',
      }),
    );
  }
});

afterAll(async () => {
  killServers();
  await dropDatabase(DATABASE);
});

const post = (server: Server | undefined, path: string, body: object, address = '198.51.100.1') =>
  fetch(`${server?.url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify(body),
  });

const logIn = async (index: number, identifier: string, password: string, address: string) => {
  const answer = await post(servers[index % 2], '/auth/local', { identifier, password }, address);
  return answer.status;
};

describe('two servers on one database', () => {
  it('let 10 of 50 logins from one address pass, when all come at once', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 50 }, (_, index) => logIn(index, `user ${index}`, 'wrong', '192.0.2.1')),
    );

    expect(statuses.filter((status) => status === 400)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(40);
  });

  it('count the logins to one account together, and give them back together', async () => {
    const user = { username: 'ada', email: 'ada@example.com', password: 'correct horse battery' };
    expect((await post(servers[0], '/auth/local/register', user)).status).toBe(200);

    const logIns = async (passwords: string[]) => {
      const statuses: number[] = [];
      for (const [index, password] of passwords.entries()) {
        statuses.push(await logIn(index, 'ada', password, `203.0.113.${index}`));
      }
      return statuses;
    };

    expect(await logIns(['wrong', 'wrong', 'wrong', user.password])).toEqual([400, 400, 400, 200]);
    expect(await logIns(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', user.password])).toEqual([
      400, 400, 400, 400, 429, 429,
    ]);
  });

  it('end when they are asked to, whatever they have counted', async () => {
    for (const { child, exit } of servers) {
      child.kill('SIGTERM');
      const code = await Promise.race([
        exit,
        delay(STOP_TIMEOUT_MS, 'still running', { ref: false }),
      ]);
      expect(code).toBe(0);
    }
  });
});
