const hidden = (type: string) => ({ type, configurable: false, private: true });

const unsearchable = (type: string) => ({ ...hidden(type), searchable: false });

/** users-permissions' user as an application extends it, with the project's profile. */
export const USER_SCHEMA = {
  kind: 'collectionType',
  collectionName: 'up_users',
  info: { name: 'user', singularName: 'user', pluralName: 'users', displayName: 'User' },
  options: { draftAndPublish: false },
  attributes: {
    username: { type: 'string', minLength: 3, unique: true, configurable: false, required: true },
    email: { type: 'email', minLength: 6, configurable: false, required: true },
    provider: { type: 'string', configurable: false },
    password: { ...unsearchable('password'), minLength: 6 },
    resetPasswordToken: unsearchable('string'),
    confirmationToken: unsearchable('string'),
    confirmed: { type: 'boolean', default: false, configurable: false },
    blocked: { type: 'boolean', default: false, configurable: false },
    role: {
      type: 'relation',
      relation: 'manyToOne',
      target: 'plugin::users-permissions.role',
      inversedBy: 'users',
      configurable: false,
    },
    firstName: { type: 'string' },
    lastName: { type: 'string' },
    avatar: { type: 'media', multiple: false, allowedTypes: ['images'] },
  },
};
