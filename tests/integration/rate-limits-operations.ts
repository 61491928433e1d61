import { graphql, type Origin, type Outcome, PASSWORD, rest } from './rate-limits-requests';

const newUser = () => {
  const username = `new-${crypto.randomUUID()}`;
  return { username, email: `${username}@example.com`, password: PASSWORD };
};

export const NOBODY = { email: 'nobody@example.com' };
export const WRONG = { identifier: 'nobody', password: 'wrong' };
const RESET = { code: 'wrong', password: PASSWORD, passwordConfirmation: PASSWORD };
const CHANGE = { currentPassword: 'wrong', password: 'new', passwordConfirmation: 'new' };

/** Something that is limited, with the name of its budget. */
export type Case = [name: string, budget: string, ask: (by: Origin) => Promise<Outcome>];

const get =
  (path: string) =>
  ({ address }: Origin): Promise<Outcome> =>
    rest({ address }, 'get', `/api${path}`);

const post =
  (path: string, body: () => object) =>
  ({ address }: Origin): Promise<Outcome> =>
    rest({ address }, 'post', `/api${path}`, body());

/** `name: "value"`, as arguments of GraphQL are written. */
export const argumentsOf = (values: object): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ');

export const mutation =
  (fields: () => string) =>
  ({ address }: Origin): Promise<Outcome> =>
    graphql({ address }, `mutation { ${fields()} }`);

export const OVER_REST: Case[] = [
  ['a login', 'login', post('/auth/local', () => WRONG)],
  ['a login by another site', 'login', get('/connect/github')],
  ['the way back from there', 'login', get('/auth/github/callback')],
  ['a registration', 'registration', post('/auth/local/register', newUser)],
  ['a refresh', 'refresh', post('/auth/refresh', () => ({ refreshToken: 'wrong' }))],
  ['a forgotten password', 'recovery', post('/auth/forgot-password', () => NOBODY)],
  ['a password reset', 'recovery', post('/auth/reset-password', () => RESET)],
  ['a confirmation', 'recovery', get('/auth/email-confirmation?confirmation=wrong')],
  ['a mail to confirm', 'recovery', post('/auth/send-email-confirmation', () => NOBODY)],
  ['a new password', 'recovery', (by) => rest(by, 'post', '/api/auth/change-password', CHANGE)],
];

export const OVER_GRAPHQL: Case[] = [
  ['a login', 'login', mutation(() => `login(input: { ${argumentsOf(WRONG)} }) { jwt }`)],
  [
    'a registration',
    'registration',
    mutation(() => `register(input: { ${argumentsOf(newUser())} }) { jwt }`),
  ],
  [
    'a forgotten password',
    'recovery',
    mutation(() => `forgotPassword(${argumentsOf(NOBODY)}) { ok }`),
  ],
  ['a password reset', 'recovery', mutation(() => `resetPassword(${argumentsOf(RESET)}) { jwt }`)],
  ['a confirmation', 'recovery', mutation(() => 'emailConfirmation(confirmation: "x") { jwt }')],
  [
    'a new password',
    'recovery',
    (by) => graphql(by, `mutation { changePassword(${argumentsOf(CHANGE)}) { jwt } }`),
  ],
];
