import type { Core } from '@strapi/strapi';
import { sessionManager } from '../strapi-services';

/** Whom a valid access token of a living session belongs to. */
export interface Account {
  id: number;
  documentId: string;
  username: string;
  /** The session that the token belongs to. */
  sessionId: string;
  blocked: boolean;
  /** False where the settings ask for a confirmed address and this one is not. */
  confirmed: boolean;
  /** Content API actions of the user's role, in alphabetical order. */
  actions: string[];
}

/**
 * One statement (`database/constraints/03-accounts.sql`) for what Strapi's own strategy asks in six:
 * the session, the user, the settings and the permissions of the role. A session that has ended takes
 * its access tokens with it. The session is found by `strapi_sessions_session_uq`.
 */
const FIND_ACCOUNT = `
  SELECT id, "documentId", username, blocked, confirmed, actions FROM find_account(?, ?)`;

/**
 * The account that an access token was issued for.
 *
 * @returns undefined when the token is forged, expired, or its session has ended (logged out, revoked,
 *   password changed, user deleted)
 */
export const findAccount = async (
  strapi: Core.Strapi,
  accessToken: string,
): Promise<Account | undefined> => {
  const { isValid, payload } = sessionManager(strapi).validateAccessToken(accessToken);
  if (!isValid || !payload) return undefined;

  const { userId, sessionId } = payload;
  const { rows } = await strapi.db.connection.raw<{ rows: Omit<Account, 'sessionId'>[] }>(
    FIND_ACCOUNT,
    [Number(userId), sessionId],
  );
  return rows[0] && { ...rows[0], sessionId };
};
