import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { type ReceivedFile, removeUnusedFile, storeImage } from '../../images';
import type { Connection } from '../../strapi-services';
import type { Account } from '../account';
import { USER } from '../profile';
import { AVATAR_MAX } from './form';

/** Lets the uploads of one user wait for each other, so that each sees the avatar before its own. */
const LOCK_USER = 'SELECT id FROM up_users WHERE id = ? FOR UPDATE';

/**
 * Gives a user another avatar, or none.
 *
 * @returns the id of the file that was the avatar before
 * @throws {errors.UnauthorizedError} when the user has just been deleted
 */
const swapAvatar = async (
  strapi: Core.Strapi,
  { id, documentId }: Account,
  avatar: number | null,
): Promise<number | undefined> =>
  strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
    await trx.raw(LOCK_USER, [id]);
    const user = (await strapi.db.query(USER).findOne({
      where: { id },
      select: ['id'],
      populate: { avatar: { select: ['id'] } },
    })) as { avatar: { id: number } | null } | null;
    if (!user) throw new errors.UnauthorizedError();

    const previous = user.avatar?.id;
    if (previous !== avatar && (previous !== undefined || avatar !== null)) {
      await strapi.documents(USER).update({ documentId, data: { avatar } });
    }
    return previous;
  });

/**
 * Makes a picture the avatar of a user. The one before is removed, unless something else uses it.
 *
 * @throws {errors.ValidationError} | {errors.PayloadTooLargeError} for a picture that is not accepted
 * @throws {errors.UnauthorizedError} when the user has just been deleted; nothing is left behind when
 *   this or anything else fails
 */
export const setAvatar = async (
  strapi: Core.Strapi,
  account: Account,
  file: ReceivedFile,
): Promise<void> => {
  const avatar = await storeImage(strapi, file, AVATAR_MAX);
  let previous: number | undefined;
  try {
    previous = await swapAvatar(strapi, account, avatar);
  } catch (error) {
    await removeUnusedFile(strapi, avatar);
    throw error;
  }
  if (previous !== undefined) await removeUnusedFile(strapi, previous);
};

/** Takes the avatar of a user away, if there is one. @throws {errors.UnauthorizedError} as above */
export const removeAvatar = async (strapi: Core.Strapi, account: Account): Promise<void> => {
  const previous = await swapAvatar(strapi, account, null);
  if (previous !== undefined) await removeUnusedFile(strapi, previous);
};
