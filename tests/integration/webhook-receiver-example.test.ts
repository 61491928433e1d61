import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMovie } from '../factories';
import { clearCatalogue, strapi, until, withAdmin } from '../harness';
import { deliveryRows, WebhooksDesk } from './webhooks-desk';

const EXAMPLE = path.resolve(__dirname, '..', '..', 'examples', 'webhook-receiver');
const FORMER = 'the secret until yesterday';
const SECRET = 'the secret from today on';

interface Running {
  url: string;
  /** The events that it has printed. */
  printed: () => unknown[];
  stop: () => Promise<void>;
}

const startReceiver = async (folder: string): Promise<Running> => {
  const child = spawn(process.execPath, [path.join(folder, 'receiver.mjs')], {
    env: { PATH: process.env.PATH, WEBHOOK_SECRET: SECRET, PORT: '0' },
  });
  let output = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until(() => /Listening on port \d+/.test(said));
  return {
    url: `http://127.0.0.1:${/port (\d+)/.exec(said)?.[1] ?? ''}/`,
    printed: () =>
      output
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as unknown),
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
};

let receiver: Running;

beforeEach(async () => {
  receiver = await startReceiver(EXAMPLE);
});

afterEach(() => receiver.stop());

const sign = (secret: string, body: string, time: number): string =>
  `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;

const now = (): number => Math.floor(Date.now() / 1_000);

/** As an event comes, with an id of its own. */
const bodyOf = (event: string, delivery: string = randomUUID()): string =>
  JSON.stringify({ delivery, event });

const post = async (body: string, signature?: string, to = receiver): Promise<number> => {
  const { status } = await fetch(to.url, {
    method: 'POST',
    body,
    headers: {
      'x-reelbase-delivery': randomUUID(),
      ...(signature === undefined ? {} : { 'x-reelbase-signature': signature }),
    },
  });
  return status;
};

it('accepts what the application sends, while the secret is being replaced', async () => {
  const desk = new WebhooksDesk(await withAdmin('strapi-super-admin'));
  desk.configure({ secrets: [FORMER, SECRET] });
  try {
    await desk.make(receiver.url, ['movie.unpublished']);
    const { documentId } = await createMovie();
    await strapi().documents('api::movie.movie').unpublish({ documentId });
    await until(() => receiver.printed().length > 0);

    expect(receiver.printed()).toEqual([
      {
        delivery: expect.stringMatching(/^[0-9a-f-]{36}$/),
        event: 'movie.unpublished',
        createdAt: expect.any(String),
        movie: { documentId },
        deleted: false,
      },
    ]);
    await until(async () => (await deliveryRows()).length === 0);
  } finally {
    await desk.clear();
    await clearCatalogue();
  }
});

it('takes a delivery once, whatever the header says, and answers that it has it', async () => {
  const body = bodyOf('catalogue.imported');
  expect(await post(body, sign(SECRET, body, now()))).toBe(204);
  expect(await post(body, sign(SECRET, body, now() + 1))).toBe(204);
  expect(receiver.printed()).toEqual([JSON.parse(body)]);
});

describe('an event whose handling fails', () => {
  let folder: string;
  let failing: Running;

  /** The first time, and not before others may have come. */
  const HANDLE = `let failures = 0;
    export const handle = async (event) => {
      console.log(JSON.stringify(event));
      await new Promise((resolve) => setTimeout(resolve, 500));
      if (failures++ === 0) throw new Error('Not today');
    };`;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'reelbase-receiver-'));
    await copyFile(path.join(EXAMPLE, 'receiver.mjs'), path.join(folder, 'receiver.mjs'));
    await writeFile(path.join(folder, 'handle.mjs'), HANDLE);
    failing = await startReceiver(folder);
  });

  afterEach(async () => {
    await failing.stop();
    await rm(folder, { recursive: true });
  });

  it('is asked for again, and then handled once', async () => {
    const body = bodyOf('catalogue.imported');
    const send = () => post(body, sign(SECRET, body, now()), failing);
    expect(await Promise.all([send(), send()])).toEqual([500, 500]);
    expect(failing.printed()).toHaveLength(1);
    expect(await Promise.all([send(), send()])).toEqual([204, 204]);
    expect(await send()).toBe(204);
    expect(failing.printed()).toEqual([JSON.parse(body), JSON.parse(body)]);
  });
});

it('refuses what has no id that is signed', async () => {
  const body = '{"event":"catalogue.imported"}';
  expect(await post(body, sign(SECRET, body, now()))).toBe(400);
  expect(receiver.printed()).toEqual([]);
});

const BODY = bodyOf('movie.published');

it.each<[string, string | undefined]>([
  ['nothing', undefined],
  ['something else', 'v1'],
  ['a signature of another body', sign(SECRET, '{"event":"movie.unpublished"}', now())],
  ['a signature with another secret', sign(FORMER, BODY, now())],
  ['a time that was not signed', sign(SECRET, BODY, now() - 60).replace(/t=\d+/, `t=${now()}`)],
  ['a signature of six minutes ago', sign(SECRET, BODY, now() - 360)],
  ['a signature of the future', sign(SECRET, BODY, now() + 360)],
  ['half a signature', sign(SECRET, BODY, now()).slice(0, -32)],
])('refuses %s', async (_what, signature) => {
  expect(await post(BODY, signature)).toBe(401);
  expect(receiver.printed()).toEqual([]);
});

it('refuses more than it can keep', async () => {
  const body = 'x'.repeat(6 * 1024 * 1024);
  const status = await post(body, sign(SECRET, body, now())).catch(() => 413);
  expect(status).toBe(413);
});
