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
 * One statement for what Strapi's own strategy asks in six: the session, the user, the settings and
 * the permissions of the role. A session that has ended takes its access tokens with it. The session
 * is found by `strapi_sessions_session_uq`.
 */
const FIND_ACCOUNT = `
  SELECT users.id,
    users.document_id AS "documentId",
    users.username,
    sessions.session_id AS "sessionId",
    COALESCE(users.blocked, false) AS blocked,
    COALESCE(users.confirmed, false) OR NOT COALESCE((
      SELECT (settings.value::jsonb ->> 'email_confirmation')::boolean
      FROM strapi_core_store_settings AS settings
      WHERE settings.key = 'plugin_users-permissions_advanced'
    ), false) AS confirmed,
    ARRAY(
      SELECT permissions.action
      FROM up_users_role_lnk AS user_role
      JOIN up_permissions_role_lnk AS granted ON granted.role_id = user_role.role_id
      JOIN up_permissions AS permissions ON permissions.id = granted.permission_id
      WHERE user_role.user_id = users.id
      ORDER BY permissions.action
    ) AS actions
  FROM strapi_sessions AS sessions
  JOIN up_users AS users ON users.id = ?
  WHERE sessions.session_id = ?
    AND sessions.user_id = ?
    AND sessions.origin = 'users-permissions'`;

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
  const { rows } = await strapi.db.connection.raw<{ rows: Account[] }>(FIND_ACCOUNT, [
    Number(userId),
    sessionId,
    userId,
  ]);
  return rows[0];
};
