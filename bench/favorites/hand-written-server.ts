/**
 * What a toggle costs at least in Node: the token checked, one prepared statement, a small answer.
 * No framework for content, no roles, no sessions, no validation beyond that.
 */
import type { AddressInfo } from 'node:net';
import jwt from '@fastify/jwt';
import { createId } from '@paralleldrive/cuid2';
import fastify from 'fastify';
import { Pool } from 'pg';
import { toggleStatement } from './toggle-statement';

interface Written {
  favorite: boolean;
  favorites_count: number;
}

const { DATABASE_URL, POOL_SIZE, JWT_SECRET = '' } = process.env;

const pool = new Pool({ connectionString: DATABASE_URL, max: Number(POOL_SIZE) });

const TOGGLE = { name: 'toggle', text: toggleStatement('$1', '$2', '$3', '$4') };

const STATE = {
  type: 'object',
  properties: {
    data: {
      type: 'object',
      properties: {
        movie: { type: 'string' },
        favorite: { type: 'boolean' },
        favoritesCount: { type: 'integer' },
      },
    },
    meta: { type: 'object' },
  },
};

const serve = async (): Promise<void> => {
  const app = fastify();
  await app.register(jwt, { secret: JWT_SECRET });

  app.post<{ Params: { documentId: string } }>(
    '/api/movies/:documentId/favorite',
    { schema: { response: { 200: STATE } } },
    async (request, reply) => {
      const { userId } = await request.jwtVerify<{ userId: string }>();
      const { documentId: movie } = request.params;
      const { rows } = await pool.query<Written>({
        ...TOGGLE,
        values: [Number(userId), movie, createId(), new Date()],
      });
      const [row] = rows;
      if (!row) return reply.code(404).send();
      return {
        data: { movie, favorite: row.favorite, favoritesCount: row.favorites_count },
        meta: {},
      };
    },
  );

  await app.listen({ host: '127.0.0.1', port: 0 });
  process.send?.((app.server.address() as AddressInfo).port);
};

serve().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
