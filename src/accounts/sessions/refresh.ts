import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Connection } from '../../strapi-services';
import type { Decorator } from '../auth-actions';
import { withUserLocked } from './lock-user';
import { presentedClaims, type RefreshClaims } from './refresh-token';

/**
 * A token that comes back sooner is taken for a second tab that refreshed at the same moment, later
 * for a stolen one.
 */
const GRACE_SECONDS = 10;

interface Session {
  active: boolean;
  /** It was replaced, longer ago than the grace period. */
  replayed: boolean;
}

const FIND_SESSION = `
  SELECT status = 'active' AS active,
    status = 'rotated'
      AND COALESCE(rotated_at < clock_timestamp() - make_interval(secs => ?), true) AS replayed
  FROM strapi_sessions
  WHERE session_id = ? AND user_id = ? AND origin = 'users-permissions'
  FOR UPDATE`;

const findSession = async (
  trx: Connection,
  { sessionId, userId }: RefreshClaims,
): Promise<Session | undefined> => {
  const { rows } = await trx.raw<{ rows: Session[] }>(FIND_SESSION, [
    GRACE_SECONDS,
    sessionId,
    String(userId),
  ]);
  return rows[0];
};

/** Ends the whole family, by the trigger `sessions_20_end_family`. */
const endFamily = async (
  strapi: Core.Strapi,
  trx: Connection,
  { sessionId, userId }: RefreshClaims,
): Promise<void> => {
  await trx.raw('DELETE FROM strapi_sessions WHERE session_id = ?', [sessionId]);
  strapi.log.warn(
    `User ${userId} was signed out of one session: a refresh token came back after it had been replaced, so somebody has a copy.`,
  );
};

/**
 * Refreshes once per token: of two requests with the same one, the second gets a 401, and nothing
 * when the user is blocked or gone. A token that comes back later than a moment after its
 * replacement ends its session, for the thief as for the owner (RFC 9700, section 4.14.2).
 */
export const refreshOnce: Decorator = (strapi, refresh) => async (ctx, next) => {
  const claims = presentedClaims(strapi, ctx);
  // Strapi's own answer to a missing or forged token.
  if (!claims) return refresh(ctx, next);

  const refreshed = await withUserLocked(strapi, claims.userId, async (trx, user) => {
    const session = await findSession(trx, claims);
    if (session?.replayed) await endFamily(strapi, trx, claims);
    if (!session?.active || !user || user.blocked) return false;
    await refresh(ctx, next);
    return true;
  });
  // Thrown out here, where it does not take back the end of the family.
  if (!refreshed) throw new errors.UnauthorizedError('Invalid refresh token');
};
