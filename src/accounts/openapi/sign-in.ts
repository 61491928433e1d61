import {
  arrayOf,
  json,
  object,
  type OperationDescription,
  type Parameter,
  ref,
  type Schema,
} from '../../openapi/kit';
import { email, names, newPassword, text } from './schemas';

const body = (schema: Schema, example: object, required = true) => ({
  required,
  content: { 'application/json': { schema, example } },
});

const tag = 'Accounts';
const signedIn = json('Tokens and profile of the account.', ref('SignIn'));
const done = json('It is done.', ref('Done'));

const PASSWORD = 'correct horse battery';

const provider: Parameter = {
  name: 'provider',
  in: 'path',
  required: true,
  description: 'A site to sign in with, such as `github`. An administrator switches it on.',
  schema: text,
  example: 'github',
};

const limited = { tag, errors: [429] } as const;

export const signInOperations: Record<string, OperationDescription> = {
  'POST /auth/local/register': {
    ...limited,
    operationId: 'register',
    summary: 'Creates an account and signs in',
    requestBody: body(
      object({ ...names, email, password: newPassword }, ['username', 'email', 'password']),
      { username: 'ada', email: 'ada@example.com', password: PASSWORD, firstName: 'Ada' },
    ),
    responses: { 200: signedIn },
  },
  'POST /auth/local': {
    ...limited,
    operationId: 'login',
    summary: 'Signs in',
    requestBody: body(
      {
        ...object({ identifier: text, password: text, deviceId: text }, ['identifier', 'password']),
        description: '`identifier` is the username or the email.',
      },
      { identifier: 'ada@example.com', password: PASSWORD },
    ),
    responses: { 200: signedIn },
  },
  'POST /auth/refresh': {
    ...limited,
    operationId: 'refreshTokens',
    summary: 'Gets the next pair of tokens',
    description: 'Without an `Authorization` header. The refresh token that was sent is used up.',
    requestBody: body(object({ refreshToken: text }, []), { refreshToken: 'eyJhbGciOi…' }, false),
    responses: { 200: json('The next pair.', ref('Tokens')) },
  },
  'POST /auth/logout': {
    tag,
    operationId: 'logout',
    summary: 'Ends the session of the caller, or all of them',
    callers: ['user'],
    requestBody: body(
      object({ scope: { const: 'all' }, deviceId: text, refreshToken: text }, []),
      { scope: 'all' },
      false,
    ),
    responses: { 200: done },
  },
  'GET /auth/sessions': {
    tag,
    operationId: 'findSessions',
    summary: 'The sessions of the caller',
    callers: ['user'],
    responses: { 200: json('One for each device.', object({ data: arrayOf(ref('Session')) })) },
  },
  'DELETE /auth/sessions/:sessionId': {
    tag,
    operationId: 'endSession',
    summary: 'Ends one session of the caller',
    callers: ['user'],
    parameters: [
      {
        name: 'sessionId',
        in: 'path',
        required: true,
        schema: text,
        example: 'a9804a79eaff5fac367fa77dab0a953a',
      },
    ],
    responses: { 200: json('It has ended.', object({ data: object({}) })) },
  },
  'POST /auth/change-password': {
    ...limited,
    operationId: 'changePassword',
    summary: 'Changes the password of the caller',
    description: 'All sessions end; the answer has a new one.',
    callers: ['user'],
    requestBody: body(
      object({ currentPassword: text, password: newPassword, passwordConfirmation: newPassword }),
      {
        currentPassword: PASSWORD,
        password: 'battery staple',
        passwordConfirmation: 'battery staple',
      },
    ),
    responses: { 200: signedIn },
  },
  'POST /auth/forgot-password': {
    ...limited,
    operationId: 'forgotPassword',
    summary: 'Sends a link to set a new password',
    description: 'The answer is the same for an email that no account has.',
    requestBody: body(object({ email }), { email: 'nobody@example.com' }),
    responses: { 200: done },
  },
  'POST /auth/reset-password': {
    ...limited,
    operationId: 'resetPassword',
    summary: 'Sets a new password with the code of the email',
    requestBody: body(
      object({ code: text, password: newPassword, passwordConfirmation: newPassword }),
      {
        code: 'c0ffee',
        password: 'battery staple',
        passwordConfirmation: 'battery staple',
      },
    ),
    responses: { 200: signedIn },
  },
  'GET /auth/email-confirmation': {
    ...limited,
    operationId: 'confirmEmail',
    summary: 'Confirms an email, with the link that was sent to it',
    parameters: [
      { name: 'confirmation', in: 'query', required: true, schema: text, example: 'c0ffee' },
    ],
    responses: { 302: { description: 'To the page that is set in the admin panel.' } },
  },
  'POST /auth/send-email-confirmation': {
    ...limited,
    operationId: 'sendEmailConfirmation',
    summary: 'Sends the link that confirms an email again',
    requestBody: body(object({ email }), { email: 'nobody@example.com' }),
    responses: {
      200: json('The same for every email.', object({ email, sent: { const: true } })),
    },
  },
  'GET /connect/(.*)': {
    ...limited,
    operationId: 'connectProvider',
    summary: 'Sends the browser to another site, to sign in with it',
    parameters: [{ ...provider, name: 'path' }],
    responses: { 302: { description: 'To the other site.' } },
  },
  'GET /auth/:provider/callback': {
    ...limited,
    operationId: 'signInWithProvider',
    summary: 'Signs in with the token of another site',
    parameters: [
      provider,
      { name: 'access_token', in: 'query', schema: text, example: 'gho_16C7e42F292c6912E7' },
    ],
    responses: { 200: signedIn },
  },
};
