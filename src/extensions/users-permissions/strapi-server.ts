import type { Schema } from '@strapi/strapi';

/** What Reelbase adds to the user of users-permissions. */
const profileAttributes: Schema.Attributes = {
  firstName: { type: 'string', maxLength: 255 },
  lastName: { type: 'string', maxLength: 255 },
  avatar: { type: 'media', multiple: false, allowedTypes: ['images'] },
};

interface UsersPermissionsPlugin {
  contentTypes: { user: { schema: { attributes: Schema.Attributes } } };
}

export default <Plugin extends UsersPermissionsPlugin>(plugin: Plugin): Plugin => {
  Object.assign(plugin.contentTypes.user.schema.attributes, profileAttributes);
  return plugin;
};
