import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { createMovie } from '../factories';
import { clearCatalogue, strapi, until, withAdmin } from '../harness';
import { deliveryRows, WebhooksDesk } from './webhooks-desk';

const PROGRAM = path.resolve(__dirname, '..', '..', 'examples', 'webhook-receiver', 'receiver.mjs');
const FORMER = 'the secret until yesterday';
const SECRET = 'the secret from today on';

let child: ChildProcess;
let url: string;
let output = '';

const printed = (): unknown[] =>
  output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

beforeAll(async () => {
  child = spawn(process.execPath, [PROGRAM], {
    env: { PATH: process.env.PATH, WEBHOOK_SECRET: SECRET, PORT: '0' },
  });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until(() => /Listening on port \d+/.test(said));
  url = `http://127.0.0.1:${/port (\d+)/.exec(said)?.[1] ?? ''}/`;
});

beforeEach(() => {
  output = '';
});

afterAll(async () => {
  child.kill();
  await once(child, 'exit');
});

const sign = (secret: string, body: string, time: number): string =>
  `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;

const now = (): number => Math.floor(Date.now() / 1_000);

const post = async (body: string, signature?: string, delivery = randomUUID()): Promise<number> => {
  const { status } = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'x-reelbase-delivery': delivery,
      ...(signature === undefined ? {} : { 'x-reelbase-signature': signature }),
    },
  });
  return status;
};

it('accepts what the application sends, while the secret is being replaced', async () => {
  const desk = new WebhooksDesk(await withAdmin('strapi-super-admin'));
  desk.configure({ secrets: [FORMER, SECRET] });
  try {
    await desk.make(url, ['movie.unpublished']);
    const { documentId } = await createMovie();
    await strapi().documents('api::movie.movie').unpublish({ documentId });
    await until(() => printed().length > 0);

    expect(printed()).toEqual([
      {
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

it('takes a delivery once, and answers that it has it', async () => {
  const body = '{"event":"catalogue.imported"}';
  const delivery = randomUUID();
  expect(await post(body, sign(SECRET, body, now()), delivery)).toBe(204);
  expect(await post(body, sign(SECRET, body, now() + 1), delivery)).toBe(204);
  expect(printed()).toEqual([{ event: 'catalogue.imported' }]);
});

const BODY = '{"event":"movie.published"}';

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
  expect(printed()).toEqual([]);
});

it('refuses more than it can keep', async () => {
  const body = 'x'.repeat(6 * 1024 * 1024);
  const status = await post(body, sign(SECRET, body, now())).catch(() => 413);
  expect(status).toBe(413);
});
