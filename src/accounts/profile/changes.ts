import { errors } from '@strapi/utils';
import { z } from 'zod';

const MAX_LENGTH = 255;
const MIN_USERNAME_LENGTH = 3;

const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : 0);

const text = (error: string) =>
  z
    .string(error)
    .trim()
    .max(MAX_LENGTH, {
      error: ({ input }) => `must have at most ${MAX_LENGTH} characters, not ${lengthOf(input)}`,
    });

/** An empty name is no name. */
const name = text('must be a text, or null for none')
  .transform((value) => (value === '' ? null : value))
  .nullable();

const username = text('must be a text').min(MIN_USERNAME_LENGTH, {
  error: ({ input }) =>
    `must have at least ${MIN_USERNAME_LENGTH} characters, not ${lengthOf(input)}`,
});

const changesSchema = z.strictObject({ firstName: name, lastName: name, username }).partial();

/** What users may change about themselves; what is left out stays. */
export type ProfileChanges = z.infer<typeof changesSchema>;

interface Finding {
  field: string;
  message: string;
}

const CHANGEABLE = Object.keys(changesSchema.shape)
  .map((field) => `"${field}"`)
  .join(', ');

/** What is changed elsewhere, and where. */
const ELSEWHERE: Partial<Record<string, string>> = {
  email: 'the address is not changed with the profile. Leave it out',
  password: 'send it to POST /api/auth/change-password',
  avatar: 'send the picture to PUT /api/users/me/avatar',
};

const unknownKey = (field: string): Finding => ({
  field,
  message: `"${field}" is not changed here: ${ELSEWHERE[field] ?? `of a profile, only ${CHANGEABLE} are. Leave it out`}.`,
});

const findingsOf = (issue: z.core.$ZodIssue): Finding[] => {
  if (issue.code === 'unrecognized_keys') return issue.keys.map(unknownKey);
  const field = String(issue.path[0]);
  return [{ field, message: `"${field}" ${issue.message}.` }];
};

const refusal = (findings: Finding[]) =>
  new errors.ValidationError(findings.map(({ message }) => message).join(' '), {
    errors: findings.map(({ field, message }) => ({
      path: [field],
      message,
      name: 'ValidationError',
    })),
  });

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/**
 * Users sign in with username or address, so a username that is somebody's address would stand in
 * that person's way. Refused whether the address is known or not, which would tell who has an account.
 */
const assertNoAddress = (wanted: string | undefined, current: string): void => {
  if (wanted === undefined || !wanted.includes('@') || isSame(wanted, current)) return;
  const message = '"username" must not contain "@", which is for email addresses.';
  throw refusal([{ field: 'username', message }]);
};

/**
 * The changes that a client asks for.
 *
 * @param body as received; a flat object like those of users-permissions' own endpoints
 * @param current the caller's username
 * @returns texts without spaces at their ends; null for a name that is to be empty
 * @throws {errors.ValidationError} that names every key that is unknown, and every value that cannot
 *   be used
 */
export const parseProfileChanges = (body: unknown, current: string): ProfileChanges => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new errors.ValidationError(
      `The body must be a JSON object with any of ${CHANGEABLE}, e.g. {"firstName": "Ada"}.`,
    );
  }
  const { success, data, error } = changesSchema.safeParse({ ...body });
  if (!success) throw refusal(error.issues.flatMap(findingsOf));

  assertNoAddress(data.username, current);
  return data;
};
