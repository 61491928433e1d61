import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: IncomingHttpHeaders;
  /** As it came, to the byte. */
  text: string;
  body: Record<string, unknown>;
  delivery: string;
}

/** How a receiver answers; it need not. */
export type Answering = (response: ServerResponse, received: Received) => void;

export interface Receiver {
  url: string;
  /** All that has come, the oldest first. */
  received: Received[];
  /** From the next request on. */
  answer: (answering: Answering) => void;
  close: () => Promise<void>;
}

export const ok: Answering = (response) => response.writeHead(204).end();

/** Receives webhooks on a port of its own. */
export const startReceiver = async (initially: Answering = ok): Promise<Receiver> => {
  const received: Received[] = [];
  let answering = initially;
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const { headers } = request;
      const delivery = String(headers['x-reelbase-delivery']);
      const body = JSON.parse(text) as Record<string, unknown>;
      received.push({ headers, text, body, delivery });
      answering(response, { headers, text, body, delivery });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received,
    answer: (next) => (answering = next),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

/** What `X-Reelbase-Signature` has for a secret, made here once more from what is documented. */
export const expectedSignature = (secret: string, { headers, text }: Received): string => {
  const [, seconds = ''] = /^t=(\d+),/.exec(String(headers['x-reelbase-signature'])) ?? [];
  return createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex');
};
