import type { Core } from '@strapi/strapi';
import { seedOnce } from '../seed';
import { CATALOGUE_TYPES } from './catalogue';

interface Grant {
  /** Role type of users-permissions. */
  role: 'public' | 'authenticated';
  action: string;
}

const READ_CATALOGUE = [
  ...CATALOGUE_TYPES.flatMap((uid) => [`${uid}.find`, `${uid}.findOne`]),
  'api::movie.movie.facets',
  'api::person.person.filmography',
];

/** Strapi itself grants `user.me`. */
const OWN_PROFILE = ['updateMe', 'updateMyAvatar', 'deleteMyAvatar'].map(
  (action) => `plugin::users-permissions.user.${action}`,
);

/** About the caller's own favorites alone. */
const OWN_FAVORITES = ['toggle', 'add', 'remove', 'mine', 'states'].map(
  (action) => `api::favorite.favorite.${action}`,
);

const GRANTS: readonly Grant[] = [
  ...READ_CATALOGUE.map((action) => ({ role: 'public', action }) as const),
  ...[...READ_CATALOGUE, ...OWN_PROFILE, ...OWN_FAVORITES].map(
    (action) => ({ role: 'authenticated', action }) as const,
  ),
  // Strapi lets visitors refresh, but not who still has a valid access token.
  { role: 'authenticated', action: 'plugin::users-permissions.auth.refresh' },
];

/**
 * Lets everybody read the catalogue over REST and GraphQL, and signed-in users keep their own
 * profile and favorites. Nobody is granted anything on other users: beside Strapi's own defaults
 * (register, log in, `GET /api/users/me`) that is all there is.
 */
export const seedContentApiPermissions = async (strapi: Core.Strapi): Promise<void> => {
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
    items: GRANTS,
    keyOf: ({ role, action }) => `${role}:${action}`,
    create: grant,
  });
};
