import request, { type Response } from 'supertest';
import { anonymous, application, strapi } from '../harness';

/** Where a request comes from, as a trusted proxy tells it, and with which access token. */
export interface Origin {
  address: string;
  token?: string;
}

/** What became of a request, over REST and GraphQL alike. */
export interface Outcome {
  limited: boolean;
  retryAfter: string | undefined;
  error: { name: string; message: string; details: object } | undefined;
  response: Response;
}

let addresses = 0;

/** An address that no test has used before, so that no two share a budget. */
export const newAddress = (): string => {
  addresses += 1;
  return `198.51.${addresses >> 8}.${addresses & 0xff}`;
};

const outcome = (response: Response): Outcome => {
  const error = response.body.error ?? response.body.errors?.[0].extensions.error;
  return {
    limited: error?.name === 'RateLimitError',
    retryAfter: response.headers['retry-after'],
    error,
    response,
  };
};

export const rest = async (
  { address, token }: Origin,
  method: 'get' | 'post',
  path: string,
  body?: object,
): Promise<Outcome> => {
  const asked = request(application().url)[method](path).set('X-Forwarded-For', address);
  if (token) asked.set('Authorization', `Bearer ${token}`);
  return outcome(await (body ? asked.send(body) : asked));
};

export const graphql = (origin: Origin, query: string): Promise<Outcome> =>
  rest(origin, 'post', '/graphql', { query });

export const PASSWORD = 'correct horse battery';

/** Registers a user; the limits have to be off. */
export const signUp = async () => {
  const username = `limited-${crypto.randomUUID()}`;
  const { body } = await anonymous().post('/auth/local/register', {
    username,
    email: `${username}@example.com`,
    password: PASSWORD,
  });
  return { username, token: (body as { jwt: string }).jwt };
};

export const logIn = (
  address: string,
  identifier: string,
  password: string,
  path = '/auth/local',
) => rest({ address }, 'post', `/api${path}`, { identifier, password });

type Limit = { points: number; durationSeconds: number } | 'off';

export const setBudget = (name: string, limit: Limit): void => {
  strapi().config.set(`rate-limits.${name}`, limit);
};

/** Until what is waited for happens; the test's own timeout says when that is too late. */
export const until = async (happens: () => Promise<boolean>): Promise<void> => {
  while (!(await happens())) await new Promise((resolve) => setTimeout(resolve, 100));
};
