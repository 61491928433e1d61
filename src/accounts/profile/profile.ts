import type { Core, Data, Modules } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Caller } from '../caller';
import type { ProfileChanges } from './changes';
import type { ProfileQuery } from './query';
import { USER } from './user-type';

export type User = Data.ContentType<typeof USER>;

type Selection = Modules.Documents.ServiceParams<typeof USER>['findOne'];

/** Whoever is deleted during his own request is not signed in any more. */
const assertExists: (user: User | null) => asserts user = (user) => {
  if (!user) throw new errors.UnauthorizedError();
};

/**
 * The caller's account with everything in it, for the server's own use. It is read through the
 * document service, which signs the addresses of files where storage is private.
 *
 * @throws {errors.UnauthorizedError} when the account has just been deleted
 */
export const findUser = async (
  strapi: Core.Strapi,
  { account }: Caller,
  query: ProfileQuery = {},
): Promise<User> => {
  const user = await strapi
    .documents(USER)
    .findOne({ ...query, documentId: account.documentId } as Selection & { documentId: string });
  assertExists(user);
  return user;
};

/** The caller's account as the API shows it: without secrets, relations only with permission. */
export const readProfile = async (
  strapi: Core.Strapi,
  caller: Caller,
  query: ProfileQuery,
): Promise<unknown> => {
  const user = await findUser(strapi, caller, query);
  return strapi.contentAPI.sanitize.output(user, strapi.getModel(USER), { auth: caller.auth });
};

/**
 * @throws {errors.ValidationError} when another user has the username
 * @throws {errors.UnauthorizedError} when the account has just been deleted
 */
export const changeProfile = async (
  strapi: Core.Strapi,
  { account }: Caller,
  changes: ProfileChanges,
): Promise<void> => {
  if (Object.keys(changes).length === 0) return;
  const { documentId } = account;
  // Strapi's types know no null for a text; Strapi does.
  const data = changes as Record<keyof ProfileChanges, string>;
  assertExists(await strapi.documents(USER).update({ documentId, data }));
};
