import type { Schema } from '@strapi/strapi';
import type { UsersPermissionsPlugin } from './plugin';

/**
 * Strapi counts UTF-16 units, of which a character has two at most. `names.ts` counts characters, and
 * takes 255 of them.
 */
const maxLength = 2 * 255;

/** What Reelbase adds to the user of users-permissions. */
const PROFILE_ATTRIBUTES: Schema.Attributes = {
  firstName: { type: 'string', maxLength },
  lastName: { type: 'string', maxLength },
  avatar: { type: 'media', multiple: false, allowedTypes: ['images'] },
};

export const addProfileAttributes = (plugin: UsersPermissionsPlugin): void => {
  const { attributes } = plugin.contentTypes.user.schema;
  Object.assign(attributes, PROFILE_ATTRIBUTES, {
    username: { ...attributes.username, maxLength },
  });
};
