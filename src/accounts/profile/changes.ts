import { errors } from '@strapi/utils';
import { z } from 'zod';
import { type Finding, findingOf, refusal } from '../findings';
import { accountNames } from '../names';

const changesSchema = z.strictObject(accountNames).partial();

/** What users may change about themselves; what is left out stays. */
export type ProfileChanges = z.infer<typeof changesSchema>;

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
  return [findingOf(issue)];
};

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
 * @returns names as they are stored; null for a name that is to be empty
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
