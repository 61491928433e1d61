import type { Schema } from '@strapi/strapi';
import type { UsersPermissionsPlugin } from './plugin';

/** What Reelbase adds to the user of users-permissions. */
const PROFILE_ATTRIBUTES: Schema.Attributes = {
  firstName: { type: 'string', maxLength: 255 },
  lastName: { type: 'string', maxLength: 255 },
  avatar: { type: 'media', multiple: false, allowedTypes: ['images'] },
};

export const addProfileAttributes = (plugin: UsersPermissionsPlugin): void => {
  Object.assign(plugin.contentTypes.user.schema.attributes, PROFILE_ATTRIBUTES);
};
