import type { Core } from '@strapi/strapi';
import { afterCommit } from '../../database/after-commit';
import { removeUnusedFile } from '../../images';
import { USER } from '../profile';

interface Deletion {
  params: { where?: object; filters?: object; _q?: string };
  state: { users?: UserWithAvatar[] };
}

interface UserWithAvatar {
  id: number;
  avatar: { id: number } | null;
}

/** Bulk deletion leaves these rows, and with them a file would seem to be used. */
const FORGET_USES = `
  DELETE FROM files_related_mph
  WHERE related_type = '${USER}'
    AND related_id = ANY(?)
    AND NOT EXISTS (SELECT 1 FROM up_users WHERE up_users.id = files_related_mph.related_id)`;

const usersWithAvatar = async (
  strapi: Core.Strapi,
  { where, filters, _q }: Deletion['params'],
): Promise<UserWithAvatar[]> => {
  const users = (await strapi.db.query(USER).findMany({
    where,
    filters,
    _q,
    select: ['id'],
    populate: { avatar: { select: ['id'] } },
  })) as UserWithAvatar[];
  return users.filter(({ avatar }) => avatar !== null);
};

const removeAvatars = async (strapi: Core.Strapi, { users = [] }: Deletion['state']) => {
  if (users.length === 0) return;
  await strapi.db.connection.raw(FORGET_USES, [users.map(({ id }) => id)]);
  await afterCommit(strapi, async () => {
    for (const { avatar } of users) if (avatar) await removeUnusedFile(strapi, avatar.id);
  });
};

/**
 * Removes the avatar of a deleted user, under the conditions of `removeUnusedFile`. Database
 * lifecycles are what every door leads through: the admin panel, REST, GraphQL, the document service.
 */
export const removeAvatarsOfDeletedUsers = (strapi: Core.Strapi): void => {
  const remember = async (event: Deletion) => {
    event.state = { users: await usersWithAvatar(strapi, event.params) };
  };
  const remove = (event: Deletion) => removeAvatars(strapi, event.state);

  strapi.db.lifecycles.subscribe({
    models: [USER],
    beforeDelete: remember,
    afterDelete: remove,
    beforeDeleteMany: remember,
    afterDeleteMany: remove,
  });
};
