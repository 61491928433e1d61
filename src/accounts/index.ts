import type { UsersPermissionsPlugin } from './plugin';
import { addProfileAttributes } from './profile-attributes';

/** Extends users-permissions with what users of a catalogue expect of an account. */
export const extendUsersPermissions = <Plugin extends UsersPermissionsPlugin>(
  plugin: Plugin,
): Plugin => {
  addProfileAttributes(plugin);
  return plugin;
};
