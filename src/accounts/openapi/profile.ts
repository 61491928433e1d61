import {
  arrayOf,
  json,
  object,
  type OperationDescription,
  type Parameter,
  ref,
  STORAGE_ERRORS,
} from '../../openapi/kit';
import { names } from './schemas';

const tag = 'Profile';
const profile = json('The profile.', ref('User'));
const withAvatar = json('The profile, with its avatar.', ref('User'));

const PARAMETERS: Parameter[] = [
  { name: 'fields', in: 'query', schema: arrayOf(ref('UserField')), style: 'form', explode: false },
  {
    name: 'populate',
    in: 'query',
    schema: ref('UserPopulate'),
    style: 'deepObject',
    explode: true,
    example: 'avatar',
  },
];

/** About the caller's own account. */
export const profileOperations: Record<string, OperationDescription> = {
  'GET /users/me': {
    tag,
    operationId: 'getMe',
    summary: 'The profile of the caller',
    parameters: PARAMETERS,
    responses: { 200: profile },
  },
  'PUT /users/me': {
    tag,
    operationId: 'updateMe',
    summary: 'Changes the names of the caller',
    description: 'What is left out stays; `null` clears a first or last name.',
    parameters: PARAMETERS,
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: object(names, []),
          example: { firstName: 'Ada', lastName: 'Lovelace' },
        },
      },
    },
    responses: { 200: profile },
  },
  'PUT /users/me/avatar': {
    tag,
    operationId: 'updateMyAvatar',
    summary: 'Sets the avatar of the caller',
    description: 'A JPEG, PNG, WebP, AVIF or GIF with at most 5 MB and 16 megapixels.',
    requestBody: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: object({ avatar: { type: 'string', format: 'binary' } }),
        },
      },
    },
    responses: { 200: withAvatar },
    errors: [413, 429, ...STORAGE_ERRORS],
  },
  'DELETE /users/me/avatar': {
    tag,
    operationId: 'deleteMyAvatar',
    summary: 'Removes the avatar of the caller',
    responses: { 200: withAvatar },
    errors: STORAGE_ERRORS,
  },
};
