/**
 * What the requests of the benchmark cost at least with PostgreSQL and Node: a router, and one prepared
 * statement that makes the JSON, over the indexes and kept counts of the project. It reads no
 * permissions, validates nothing but its parameters, and knows only these requests.
 */
import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import jwt from '@fastify/jwt';
import fastify, { type FastifyReply } from 'fastify';
import { Pool } from 'pg';
import { SEARCH } from './search';
import {
  FAVORITES,
  GENRE,
  GRAPHQL_MOVIE,
  GRAPHQL_MOVIES,
  MOVIE,
  MOVIES,
  MOVIES_NEWEST,
  MOVIES_WITH_RELATIONS,
  moviesOfGenre,
} from './statements';

interface Statement {
  name: string;
  text: string;
}

const { DATABASE_URL, POOL_SIZE, JWT_SECRET = '' } = process.env;

const pool = new Pool({ connectionString: DATABASE_URL, max: Number(POOL_SIZE) });

const bodyOf = async (statement: Statement, values: unknown[]): Promise<string | undefined> => {
  const { rows } = await pool.query<{ body: string }>({ ...statement, values });
  return rows[0]?.body;
};

const answer = async (
  reply: FastifyReply,
  statement: Statement,
  values: unknown[],
): Promise<FastifyReply> => {
  const body = await bodyOf(statement, values);
  if (body === undefined) return reply.code(404).send();
  const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  void reply.header('etag', etag);
  if (reply.request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(body);
};

interface ListQuery {
  Querystring: { page: string; genre: string };
}

const PAGED = {
  schema: {
    querystring: {
      type: 'object',
      properties: { page: { type: 'integer', minimum: 1, default: 1 }, genre: { type: 'string' } },
    },
  },
};

const serve = async (): Promise<void> => {
  const app = fastify();
  await app.register(jwt, { secret: JWT_SECRET });

  app.get<{ Params: { documentId: string } }>('/movies/:documentId', (request, reply) =>
    answer(reply, MOVIE, [request.params.documentId]),
  );
  app.get<ListQuery>('/movies', PAGED, ({ query }, reply) => answer(reply, MOVIES, [query.page]));
  app.get<ListQuery>('/movies-with-relations', PAGED, ({ query }, reply) =>
    answer(reply, MOVIES_WITH_RELATIONS, [query.page]),
  );
  app.get<ListQuery>('/newest-movies', PAGED, ({ query }, reply) =>
    answer(reply, MOVIES_NEWEST, [query.page]),
  );
  app.get<ListQuery>('/movies-of-genre', PAGED, async ({ query }, reply) => {
    const { rows } = await pool.query<{ id: number }>({ ...GENRE, values: [query.genre] });
    if (!rows[0]) return reply.code(404).send();
    return answer(reply, moviesOfGenre(rows[0].id), [query.page]);
  });
  app.get<{ Querystring: { q: string } }>('/search', ({ query }, reply) =>
    answer(reply, SEARCH, [query.q]),
  );
  app.get('/favorites', async (request, reply) => {
    const { userId } = await request.jwtVerify<{ userId: string }>();
    return answer(reply, FAVORITES, [Number(userId)]);
  });
  app.post<{ Body: { variables: { documentId: string } } }>(
    '/graphql/movie',
    ({ body: { variables } }, reply) => answer(reply, GRAPHQL_MOVIE, [variables.documentId]),
  );
  app.post<{ Body: { variables: { page: number } } }>(
    '/graphql/movies',
    ({ body: { variables } }, reply) => answer(reply, GRAPHQL_MOVIES, [variables.page]),
  );

  await app.listen({ host: '127.0.0.1', port: 0 });
  process.send?.((app.server.address() as AddressInfo).port);
};

serve().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
