import { environment } from './environment';

const env = environment();

export default {
  connection: {
    client: 'postgres',
    connection: {
      connectionString: env.DATABASE_URL,
      ssl: env.DATABASE_SSL
        ? { rejectUnauthorized: env.DATABASE_SSL_REJECT_UNAUTHORIZED }
        : undefined,
    },
    pool: { min: env.DATABASE_POOL_MIN, max: env.DATABASE_POOL_MAX },
  },
};
