/**
 * Receives webhooks of Reelbase: checks that they come from there and are new, and has `handle.mjs` handle
 * each once.
 *
 *   WEBHOOK_SECRET=… PORT=4000 node receiver.mjs
 *
 * Node.js 20 or later, and nothing else.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { handle } from './handle.mjs';

const { WEBHOOK_SECRET, PORT = '4000' } = process.env;
if (!WEBHOOK_SECRET) throw new Error('Set WEBHOOK_SECRET to the one of Reelbase.');

/** Of a recorded request that somebody sends again. */
const TOLERANCE_SECONDS = 5 * 60;

const MAX_BODY_BYTES = 5 * 1024 * 1024;

/** Reelbase tries for a day and a half. Keep them in your database: they have to outlive a restart. */
const REMEMBER_MS = 3 * 24 * 60 * 60 * 1000;
const handledAt = new Map();

/** Those that are not done yet. */
const handling = new Map();

/** Reads `t=1700000000,v1=…,v1=…`: while a secret is being replaced, there are two signatures. */
const readSignature = (header = '') => {
  const parts = header.split(',').map((part) => part.split('='));
  return {
    time: Number(parts.find(([name]) => name === 't')?.[1]),
    signatures: parts.filter(([name]) => name === 'v1').map(([, value]) => value),
  };
};

/** Whether Reelbase has signed this body, and within the last minutes. */
const isGenuine = (header, body) => {
  const { time, signatures } = readSignature(header);
  const age = Math.abs(Date.now() / 1000 - time);
  // Not `age > …`: what is not a number is not genuine.
  if (!(age <= TOLERANCE_SECONDS)) return false;
  const expected = createHmac('sha256', WEBHOOK_SECRET).update(`${time}.`).update(body).digest();
  return signatures.some((signature) => {
    const given = Buffer.from(signature ?? '', 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
};

const handleAndRemember = async (event) => {
  await handle(event);
  // Not before: what fails comes again, and is then not to be taken for done.
  handledAt.set(event.delivery, Date.now());
};

/**
 * Handles what was not here before: an answer may be lost, and then the same comes again, even while it is
 * still being handled. By the id in the body, for the one in the header is not signed.
 */
const handleOnce = async (event) => {
  const id = event.delivery;
  const now = Date.now();
  for (const [other, time] of handledAt) if (now - time > REMEMBER_MS) handledAt.delete(other);
  if (handledAt.has(id)) return;
  const work = handling.get(id) ?? handleAndRemember(event).finally(() => handling.delete(id));
  handling.set(id, work);
  await work;
};

/** The body to the byte: the signature is of that, and not of what JSON.parse makes of it. */
const readBody = async (request) => {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const receive = async (request) => {
  if (request.method !== 'POST') return 405;
  const body = await readBody(request);
  if (!body) return 413;
  if (!isGenuine(request.headers['x-reelbase-signature'], body)) return 401;
  const event = JSON.parse(body.toString('utf8'));
  if (typeof event.delivery !== 'string') return 400;
  await handleOnce(event);
  // Of what was here before as well: an error would bring it again.
  return 204;
};

const server = createServer((request, response) => {
  receive(request)
    .catch((error) => {
      console.error(error);
      return 500;
    })
    .then((status) => response.writeHead(status).end());
});

server.listen(Number(PORT));
await once(server, 'listening');
console.error(`Listening on port ${server.address().port}`);
