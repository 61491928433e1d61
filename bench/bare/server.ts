/**
 * The least that Node can do: it answers with bytes that it has in memory, found by a key, and reads
 * nothing but the request's head. Its parent tells it the answers, and is told the port.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Bodies by path; a request with `If-None-Match` is answered 304. */
export type Answers = Record<string, string>;

const serve = (answers: Map<string, Buffer>): void => {
  const server = createServer((request, response) => {
    request.resume();
    const body = answers.get(request.url ?? '');
    if (!body) {
      response.writeHead(404).end();
    } else if (request.headers['if-none-match']) {
      response.writeHead(304).end();
    } else {
      response.writeHead(200, {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': body.length,
      });
      response.end(body);
    }
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
};

process.once('message', (answers: Answers) => {
  serve(new Map(Object.entries(answers).map(([path, body]) => [path, Buffer.from(body)])));
});
