import { decorateAuthAction } from './auth-actions';
import { limitRequests } from './limited-requests';
import { acceptAnySpelling } from './login-names';
import { addProfileRoutes } from './me-routes';
import type { UsersPermissionsPlugin } from './plugin';
import { addProfileAttributes } from './profile-attributes';
import { guardSessions } from './sessions';
import { sayWhatIsTaken } from './taken-names';

export { extendGraphQLWithAccounts } from './graphql/authentication';

export { limitEmailConfirmations } from './limited-requests';
export { removeAvatarsOfDeletedUsers } from './avatar';
export { extendProfileGraphQL } from './graphql/profile';

/** Extends users-permissions with what users of a catalogue expect of an account. */
export const extendUsersPermissions = <Plugin extends UsersPermissionsPlugin>(
  plugin: Plugin,
): Plugin => {
  addProfileAttributes(plugin);
  limitRequests(plugin);
  addProfileRoutes(plugin);
  decorateAuthAction(plugin, 'register', sayWhatIsTaken);
  decorateAuthAction(plugin, 'callback', acceptAnySpelling);
  guardSessions(plugin);
  return plugin;
};
