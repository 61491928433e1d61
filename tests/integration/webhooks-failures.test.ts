import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createMovie } from '../factories';
import { type AdminClient, clearCatalogue, sql, strapi, until, withAdmin } from '../harness';
import { type Answering, ok, type Receiver, startReceiver } from '../harness/webhook-receiver';
import { deliveryRows, WebhooksDesk } from './webhooks-desk';

const EVENT = 'movie.published';
/** Long enough for no attempt to come by itself in a test. */
const LATER_MS = 600_000;

let admin: AdminClient;
let desk: WebhooksDesk;
let receiver: Receiver;
let movie: string;

const publish = () => strapi().documents('api::movie.movie').publish({ documentId: movie });

const arrived = (count: number, at = receiver) => until(() => at.received.length >= count);

const firstError = async (): Promise<string> => {
  await until(async () => Boolean((await deliveryRows())[0]?.last_error));
  return (await deliveryRows())[0]?.last_error ?? '';
};

beforeAll(async () => {
  admin = await withAdmin('strapi-super-admin');
});

beforeEach(async () => {
  desk = new WebhooksDesk(admin);
  desk.configure({ retryDelaysMs: [LATER_MS] });
  receiver = await startReceiver();
  movie = (await createMovie()).documentId;
});

afterEach(async () => {
  await receiver.close();
  await desk.clear();
  await clearCatalogue();
  expect(await deliveryRows()).toEqual([]);
});

it('a receiver that fails is tried again until it does not, with one id', async () => {
  desk.configure({ retryDelaysMs: [10, 10, 10, 10] });
  receiver.answer((response) =>
    response.writeHead(receiver.received.length < 4 ? 500 : 200).end('on my way'),
  );
  await desk.make(receiver.url, [EVENT]);
  await publish();
  await arrived(4);
  await until(async () => (await deliveryRows()).length === 0);

  expect(receiver.received).toHaveLength(4);
  expect(new Set(receiver.received.map(({ delivery }) => delivery)).size).toBe(1);
  expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
});

it('the pauses are those that are configured, about', async () => {
  desk.configure({ retryDelaysMs: [LATER_MS] });
  receiver.answer((response) => response.writeHead(500).end());
  await desk.make(receiver.url, [EVENT]);
  await publish();
  await firstError();

  const [row] = await sql<{ ms: number }>(
    'SELECT extract(epoch FROM next_attempt_at - clock_timestamp())::float8 * 1000 AS ms FROM webhook_deliveries',
  );
  expect(row?.ms).toBeGreaterThan(0.75 * LATER_MS);
  expect(row?.ms).toBeLessThan(1.25 * LATER_MS);
});

it('what always fails is given up, kept with the reason, and sent again on request', async () => {
  desk.configure({ retryDelaysMs: [10, 10] });
  const logged = jest.spyOn(strapi().log, 'error').mockReturnValue(strapi().log);
  receiver.answer((response) => response.writeHead(503).end('down'));
  await desk.make(receiver.url, [EVENT]);
  await publish();
  await until(async () => Boolean((await deliveryRows())[0]?.given_up_at));

  expect(await deliveryRows()).toEqual([
    expect.objectContaining({ event: EVENT, attempts: 3, last_error: 'It answered 503: down' }),
  ]);
  expect(logged).toHaveBeenCalledTimes(1);
  logged.mockRestore();

  receiver.answer(ok);
  await sql(
    `UPDATE webhook_deliveries SET attempts = 0, given_up_at = NULL, next_attempt_at = now()
     WHERE given_up_at IS NOT NULL`,
  );
  await publish();
  await until(async () => (await deliveryRows()).length === 0);
  expect(receiver.received).toHaveLength(5);
});

it('a receiver that says that it is gone is not asked again', async () => {
  const logged = jest.spyOn(strapi().log, 'error').mockReturnValue(strapi().log);
  receiver.answer((response) => response.writeHead(410).end());
  await desk.make(receiver.url, [EVENT]);
  await publish();
  await until(async () => Boolean((await deliveryRows())[0]?.given_up_at));

  expect(receiver.received).toHaveLength(1);
  logged.mockRestore();
});

it.each(['disabled', 'deleted'])(
  'what a webhook was to be told goes when it is %s',
  async (end) => {
    receiver.answer((response) => response.writeHead(500).end());
    const id = await desk.make(receiver.url, [EVENT]);
    await publish();
    await firstError();
    if (end === 'disabled') await desk.disable(id);
    else await desk.remove(id);
    // Has the server look.
    const other = await startReceiver();
    await desk.make(other.url, [EVENT]);
    await publish();

    await until(async () => (await deliveryRows()).length === 0);
    expect(receiver.received).toHaveLength(1);
    expect(other.received).toHaveLength(1);
    await other.close();
  },
);

describe('a hostile receiver', () => {
  const endless: Answering = (response) => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  };

  it('is not followed elsewhere', async () => {
    const elsewhere = await startReceiver();
    receiver.answer((response) => response.writeHead(307, { location: elsewhere.url }).end());
    await desk.make(receiver.url, [EVENT]);
    await publish();

    expect(await firstError()).toBe('It answered 307; redirects are not followed.');
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
  });

  it.each([200, 500])('whose answer %i has no end is cut off', async (status) => {
    let sent = 0;
    const closed: boolean[] = [];
    receiver.answer((response, received) => {
      response.on('close', () => closed.push(true));
      response.writeHead(status);
      const write = response.write.bind(response);
      response.write = ((chunk: Buffer) => {
        sent += chunk.length;
        return write(chunk);
      }) as typeof response.write;
      endless(response, received);
    });
    await desk.make(receiver.url, [EVENT]);
    await publish();

    await until(() => closed.length > 0);
    // What fits into the buffers of the connection.
    expect(sent).toBeLessThan(64 * 1024 * 1024);
    if (status === 500) expect((await firstError()).length).toBeLessThan(600);
    else await until(async () => (await deliveryRows()).length === 0);
  });

  it.each<[string, Answering]>([
    ['does not answer', () => undefined],
    [
      'answers a byte at a time',
      (response) => {
        response.writeHead(500);
        const timer = setInterval(() => response.write('.'), 100);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('that %s is left after the timeout', async (_how, answering) => {
    desk.configure({ retryDelaysMs: [LATER_MS], timeoutMs: 500 });
    receiver.answer(answering);
    await desk.make(receiver.url, [EVENT]);
    await publish();

    expect(await firstError()).toMatch(/^(No answer within 0.5 s|It answered 500)\.$/);
  });

  it('that is not HTTP is an error like others', async () => {
    const server = createServer((socket) => socket.end('220 mail.example.com\r\n')).listen(0);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await desk.make(`http://127.0.0.1:${port}/`, [EVENT]);
    await publish();

    expect(await firstError()).not.toBe('');
    server.close();
  });

  it('does not hold up others, however much it has been sent', async () => {
    receiver.answer(() => undefined);
    const other = await startReceiver();
    await desk.make(receiver.url, [EVENT]);
    await desk.make(other.url, [EVENT]);
    const begun = Date.now();
    for (let times = 0; times < 12; times += 1) await publish();
    await arrived(12, other);

    // Before the first of the others is given up.
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect(receiver.received.length).toBeLessThanOrEqual(5);
    expect(await deliveryRows()).toHaveLength(12);
    await other.close();
  });
});
