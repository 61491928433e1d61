import { decorateAuthAction } from '../auth-actions';
import type { UsersPermissionsPlugin } from '../plugin';
import { endAccessTokensWithSession } from './access-tokens';
import { endOwnSession, waitForRefresh } from './logout';
import { refreshOnce } from './refresh';

/**
 * Makes sessions end when users expect it. The rest is in the database: `03-accounts.sql` ends the
 * family of a session that ends, and all sessions with the user or the password.
 */
export const guardSessions = (plugin: UsersPermissionsPlugin): void => {
  endAccessTokensWithSession(plugin);
  decorateAuthAction(plugin, 'refresh', refreshOnce);
  decorateAuthAction(plugin, 'logout', endOwnSession);
  decorateAuthAction(plugin, 'revokeSession', waitForRefresh);
};
