import { arrayOf, extended, nullable, object, ref, type Schema } from '../../openapi/kit';

export const text: Schema = { type: 'string', minLength: 1 };

/** bcrypt reads no more than 72 bytes. */
export const newPassword: Schema = {
  type: 'string',
  minLength: 6,
  maxLength: 72,
  format: 'password',
};

export const email: Schema = { type: 'string', format: 'email' };

const personName = nullable({ type: 'string', maxLength: 255 });

export const names: Record<string, Schema> = {
  username: { type: 'string', minLength: 3, maxLength: 255 },
  firstName: personName,
  lastName: personName,
};

const tokens: Record<string, Schema> = {
  jwt: { type: 'string', description: 'The access token, valid for 10 minutes.' },
  refreshToken: { type: 'string', description: 'Gets the next pair, once.' },
};

const action = object({ enabled: { type: 'boolean' }, policy: { type: 'string' } });

/** By API or plugin, controller and action. */
const permissions: Schema = {
  type: 'object',
  additionalProperties: object({
    controllers: {
      type: 'object',
      additionalProperties: { type: 'object', additionalProperties: action },
    },
  }),
};

export const accountSchemas = {
  SignIn: object({ ...tokens, user: ref('User') }, ['jwt', 'user']),
  Tokens: object(tokens, ['jwt']),
  Done: object({ ok: { const: true } }),
  Session: object({
    id: { type: 'string' },
    deviceId: nullable({ type: 'string' }),
    current: { type: 'boolean', description: 'Whether it is the one of the caller.' },
    loginAt: { type: 'string', format: 'date-time' },
    lastActiveAt: { type: 'string', format: 'date-time' },
  }),
  RolePermissions: permissions,
  RoleWithCount: ({ Role }: Record<string, Schema>) =>
    extended(Role, { nb_users: { type: 'integer', minimum: 0 } }),
  RoleWithPermissions: ({ Role }: Record<string, Schema>) =>
    extended(Role, { permissions: ref('RolePermissions') }),
  RoleInput: object({ name: text, description: text, permissions: ref('RolePermissions') }, [
    'name',
  ]),
  RoleList: object({ roles: arrayOf(ref('RoleWithCount')) }),
};
