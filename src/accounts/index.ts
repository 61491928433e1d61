import { limitRequests } from './limited-requests';
import type { UsersPermissionsPlugin } from './plugin';
import { addProfileAttributes } from './profile-attributes';

export { limitEmailConfirmations } from './limited-requests';

/** Extends users-permissions with what users of a catalogue expect of an account. */
export const extendUsersPermissions = <Plugin extends UsersPermissionsPlugin>(
  plugin: Plugin,
): Plugin => {
  addProfileAttributes(plugin);
  limitRequests(plugin);
  return plugin;
};
