import type { Core } from '@strapi/strapi';
import { type FileBeside, filesBeside } from '../extending';
import { seedOnce } from '../seed';
import { contentApiActions } from '../strapi-services';
import type { Permissions } from './permissions-file';

/** Role types of users-permissions. */
const ROLES = ['public', 'authenticated'] as const;

interface Grant {
  role: (typeof ROLES)[number];
  action: string;
}

const ACCOUNTS: readonly Grant[] = [
  // Strapi itself grants `user.me`.
  ...['updateMe', 'updateMyAvatar', 'deleteMyAvatar'].map(
    (action) =>
      ({ role: 'authenticated', action: `plugin::users-permissions.user.${action}` }) as const,
  ),
  // Strapi lets visitors refresh, but not who still has a valid access token.
  { role: 'authenticated', action: 'plugin::users-permissions.auth.refresh' },
];

/** Of `find` in `api::award`, `api::award.award.find`. */
const uidOf = ({ namespace, name }: FileBeside<Permissions>, action: string): string =>
  `${namespace}.${action.includes('.') ? action : `${name}.${action}`}`;

/** Strapi would drop a grant of an action that is not there, without a word. */
const assertThere = (strapi: Core.Strapi, file: FileBeside<Permissions>, uid: string): void => {
  const actions = contentApiActions(strapi);
  if (actions.includes(uid)) return;
  const there = actions
    .filter((action) => action.startsWith(`${file.namespace}.`))
    .map((action) => `"${action.slice(file.namespace.length + 1)}"`);
  throw new Error(
    `${file.path} grants "${uid.slice(file.namespace.length + 1)}", which no route of it leads to. There ${there.length > 0 ? `are ${there.join(', ')}` : 'is none'}.`,
  );
};

const grantsOf = (strapi: Core.Strapi, file: FileBeside<Permissions>): Grant[] =>
  ROLES.flatMap((role) =>
    (file.content[role] ?? []).map((action) => {
      const uid = uidOf(file, action);
      assertThere(strapi, file, uid);
      return { role, action: uid };
    }),
  );

/**
 * Grants visitors and signed-in users what the `permissions.ts` of each type and plugin says, and lets
 * signed-in users keep their own profile. Nobody is granted anything on other users: beside Strapi's
 * own defaults (register, log in, `GET /api/users/me`) that is all there is.
 *
 * @throws {Error} when a file grants an action that there is not
 */
export const seedContentApiPermissions = async (strapi: Core.Strapi): Promise<void> => {
  const files = filesBeside<Permissions>(strapi, 'permissions');
  const grant = async ({ role: type, action }: Grant) => {
    const role = (await strapi.db
      .query('plugin::users-permissions.role')
      .findOne({ where: { type }, select: ['id'] })) as { id: number } | null;
    // An administrator may have removed the role before an upgrade brings a new permission.
    if (!role) return;
    const permissions = strapi.db.query('plugin::users-permissions.permission');
    if ((await permissions.count({ where: { action, role: role.id } })) > 0) return;
    await permissions.create({ data: { action, role: role.id } });
  };

  await seedOnce(strapi, {
    name: 'content-api-permissions',
    items: [...files.flatMap((file) => grantsOf(strapi, file)), ...ACCOUNTS],
    keyOf: ({ role, action }) => `${role}:${action}`,
    create: grant,
  });
};
