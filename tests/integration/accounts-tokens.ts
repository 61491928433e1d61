import { anonymous, strapi, TEST_PASSWORD, withJwt } from '../harness';

export interface Tokens {
  jwt: string;
  refreshToken: string;
}

/** Signs in on one more device. */
export const signIn = async (identifier: string, password = TEST_PASSWORD): Promise<Tokens> => {
  const { body } = await anonymous().post('/auth/local', { identifier, password });
  return body as Tokens;
};

export const refresh = (refreshToken: string) =>
  anonymous().post('/auth/refresh', { refreshToken });

/** The tokens that follow, `times` later. */
export const refreshed = async (refreshToken: string, times = 1): Promise<Tokens> => {
  const { body } = await refresh(refreshToken);
  return times > 1 ? refreshed(body.refreshToken, times - 1) : (body as Tokens);
};

/** What the access token is answered with. */
export const statusOf = async (jwt: string): Promise<number> =>
  (await withJwt(jwt).get('/users/me')).status;

export const canRefresh = async (refreshToken: string): Promise<boolean> =>
  (await refresh(refreshToken)).status === 200;

export interface Session {
  id: number;
  status: string;
}

/** The rows of all sessions of the site, replaced ones included. */
export const userSessions = async (): Promise<Session[]> =>
  (await strapi()
    .db.query('admin::session')
    .findMany({ where: { origin: 'users-permissions' } })) as Session[];

/** As if the sessions that were replaced had been so longer ago. */
export const letSecondsPass = (seconds: number) =>
  strapi().db.connection.raw(
    'UPDATE strapi_sessions SET rotated_at = rotated_at - make_interval(secs => ?)',
    [seconds],
  );
