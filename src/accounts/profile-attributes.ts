import type { UsersPermissionsPlugin } from './plugin';

/**
 * Strapi counts UTF-16 units, of which a character has two at most. `names.ts` counts characters, and
 * takes 255 of them.
 */
const maxLength = 2 * 255;

/**
 * What Reelbase adds to the user of users-permissions. Without a type of Strapi's: as soon as a project
 * has components, `Schema.Attributes` takes no number but those in `types/generated`.
 */
const PROFILE_ATTRIBUTES = {
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
