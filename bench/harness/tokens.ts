import { createHmac } from 'node:crypto';
import jwt from '@fastify/jwt';
import fastify from 'fastify';

/** The production server's secrets; known to the benchmark, which signs for its users. */
export const SECRETS = {
  APP_KEYS: 'app keys of the benchmark',
  ADMIN_JWT_SECRET: 'admin secret of the benchmark',
  API_TOKEN_SALT: 'API token salt of the benchmark',
  TRANSFER_TOKEN_SALT: 'transfer token salt of the benchmark',
  ENCRYPTION_KEY: 'encryption key of the benchmark',
  JWT_SECRET: 'JWT secret of the benchmark',
};

/** In place of the ten minutes of a real token, as a run may take longer. */
const LIFESPAN = '2h';

const signer = fastify();
signer.register(jwt, { secret: SECRETS.JWT_SECRET });

/** An access token as Strapi's session manager signs it. Its session has to exist. */
export const signAccessToken = async (userId: number, sessionId: string): Promise<string> => {
  await signer.ready();
  const payload = { userId: String(userId), sessionId, type: 'access' };
  return signer.jwt.sign(payload, { expiresIn: LIFESPAN });
};

/** A token as users-permissions signs it where nobody has chosen sessions. */
export const signSessionlessToken = async (userId: number): Promise<string> => {
  await signer.ready();
  return signer.jwt.sign({ id: userId }, { expiresIn: LIFESPAN });
};

/** An API token, and what Strapi stores of it. */
export const API_TOKEN = {
  token: 'token-of-the-benchmark',
  hash: createHmac('sha512', SECRETS.API_TOKEN_SALT).update('token-of-the-benchmark').digest('hex'),
};
