import {
  arrayOf,
  json,
  object,
  type OperationDescription,
  type Parameter,
  ref,
} from '../../openapi/kit';
import { email, names, newPassword } from './schemas';

const users = 'Users';
const roles = 'Roles';

const numericId = (name: string): Parameter => ({
  name,
  in: 'path',
  required: true,
  schema: { type: 'integer', minimum: 1 },
  example: 1,
});

const FILTERS: Parameter = {
  name: 'filters',
  in: 'query',
  schema: ref('UserFilters'),
  style: 'deepObject',
  explode: true,
  example: { email: { $endsWithi: '@example.com' } },
};

const POPULATE: Parameter = {
  name: 'populate',
  in: 'query',
  schema: ref('UserPopulate'),
  style: 'deepObject',
  explode: true,
  example: ['role', 'avatar'],
};

const account = {
  ...names,
  email,
  password: newPassword,
  confirmed: { type: 'boolean' },
  blocked: { type: 'boolean' },
  role: { type: 'integer', minimum: 1, description: 'The `id` of a role.' },
} as const;

const body = (schema: ReturnType<typeof object>, example: object) => ({
  required: true,
  content: { 'application/json': { schema, example } },
});

const roleBody = body(ref('RoleInput'), {
  name: 'Critic',
  description: 'Reads more than others',
  permissions: {
    'api::movie': { controllers: { movie: { find: { enabled: true, policy: '' } } } },
  },
});

/** Strapi answers so for a user that is not there, instead of with a 404. */
const nobody = { 204: { description: 'There is no such user.' } };

const done = json('It is done.', ref('Done'));

/** About accounts of others, for programs of administrators. */
export const administrationOperations: Record<string, OperationDescription> = {
  'GET /users': {
    tag: users,
    operationId: 'findUsers',
    summary: 'All users',
    parameters: [FILTERS, POPULATE],
    responses: { 200: json('The users.', arrayOf(ref('User'))) },
  },
  'GET /users/count': {
    tag: users,
    operationId: 'countUsers',
    summary: 'How many users there are',
    parameters: [FILTERS],
    responses: { 200: json('Their number.', { type: 'integer', minimum: 0 }) },
  },
  'GET /users/:id': {
    tag: users,
    operationId: 'getUser',
    summary: 'A user',
    parameters: [numericId('id'), POPULATE],
    responses: { 200: json('The user.', ref('User')), ...nobody },
  },
  'POST /users': {
    tag: users,
    operationId: 'createUser',
    summary: 'Creates a user',
    requestBody: body(object(account, ['username', 'email', 'password', 'role']), {
      username: 'grace',
      email: 'grace@example.com',
      password: 'correct horse battery',
      confirmed: true,
      role: 1,
    }),
    responses: { 201: json('The new user.', ref('User')) },
  },
  'PUT /users/:id': {
    tag: users,
    operationId: 'updateUser',
    summary: 'Changes a user',
    parameters: [numericId('id')],
    requestBody: body(object(account, []), { lastName: 'Lovelace' }),
    responses: { 200: json('The user as it is now.', ref('User')) },
  },
  'DELETE /users/:id': {
    tag: users,
    operationId: 'deleteUser',
    summary: 'Deletes a user, with favorites and avatar',
    parameters: [numericId('id')],
    responses: { 200: json('The user that was deleted.', ref('User')), ...nobody },
  },
  'GET /users-permissions/roles': {
    tag: roles,
    operationId: 'findRoles',
    summary: 'The roles of users and visitors',
    responses: { 200: json('The roles.', ref('RoleList')) },
  },
  'GET /users-permissions/roles/:id': {
    tag: roles,
    operationId: 'getRole',
    summary: 'A role, with its permissions',
    parameters: [numericId('id')],
    responses: { 200: json('The role.', object({ role: ref('RoleWithPermissions') })) },
  },
  'POST /users-permissions/roles': {
    tag: roles,
    operationId: 'createRole',
    summary: 'Creates a role',
    requestBody: roleBody,
    responses: { 200: done },
  },
  'PUT /users-permissions/roles/:role': {
    tag: roles,
    operationId: 'updateRole',
    summary: 'Changes a role',
    parameters: [numericId('role')],
    requestBody: roleBody,
    responses: { 200: done },
  },
  'DELETE /users-permissions/roles/:role': {
    tag: roles,
    operationId: 'deleteRole',
    summary: 'Deletes a role; its users get the role Public',
    parameters: [numericId('role')],
    responses: { 200: done },
  },
  'GET /users-permissions/permissions': {
    tag: roles,
    operationId: 'findPermissions',
    summary: 'All permissions that a role can have',
    responses: {
      200: json('The permissions.', object({ permissions: ref('RolePermissions') })),
    },
  },
};
