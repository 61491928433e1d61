import type { Core, Schema, UID } from '@strapi/strapi';
import { seedOnce } from '../seed';
import {
  type AdminPermission,
  contentTypePermissionService,
  permissionService,
  roleService,
} from '../strapi-services';
import { CATALOGUE_TYPES } from './catalogue';

interface RoleSeed {
  code: 'strapi-editor' | 'strapi-author';
  mayPublish: boolean;
  /** Conditions on changing entries, and on seeing drafts, that somebody else may have created. */
  conditions: string[];
}

const ROLES: readonly RoleSeed[] = [
  { code: 'strapi-editor', mayPublish: true, conditions: [] },
  { code: 'strapi-author', mayPublish: false, conditions: ['admin::is-creator'] },
];

const PUBLISH = 'plugin::content-manager.explorer.publish';

const isWritable = (strapi: Core.Strapi, uid: UID.ContentType, field: string): boolean => {
  const attributes: Record<string, Schema.Attribute.AnyAttribute | undefined> =
    strapi.contentType(uid).attributes;
  return attributes[field]?.writable !== false;
};

/** What changes published movies from the other side, at once: for those who may publish. */
const LIVE_FIELDS: Partial<Record<UID.ContentType, readonly string[]>> = {
  'api::person.person': ['directedMovies', 'characters'],
};

/** Everything that can be done with the entries of one type, on all fields that can be written. */
const entryPermissions = (
  strapi: Core.Strapi,
  uid: UID.ContentType,
  { mayPublish, conditions }: RoleSeed,
): AdminPermission[] => {
  const actions = permissionService(strapi)
    .actionProvider.values()
    .filter(
      ({ section, subjects, actionId }) =>
        section === 'contentTypes' &&
        subjects?.includes(uid) &&
        (mayPublish || actionId !== PUBLISH),
    );
  return contentTypePermissionService(strapi)
    .getPermissionsWithNestedFields(actions)
    .filter(({ subject }) => subject === uid)
    .map((permission) => {
      const fields = permission.properties?.fields;
      const reads = permission.action.endsWith('.read');
      return {
        ...permission,
        // Whoever makes a movie picks from everybody's people, genres and countries.
        conditions: reads && uid !== 'api::movie.movie' ? [] : conditions,
        properties: fields && {
          fields: reads
            ? fields
            : fields.filter(
                (field) =>
                  isWritable(strapi, uid, field) &&
                  (mayPublish || !LIVE_FIELDS[uid]?.includes(field)),
              ),
        },
      };
    });
};

const mediaPermissions = ({ conditions }: RoleSeed): AdminPermission[] => [
  { action: 'plugin::upload.read', conditions },
  { action: 'plugin::upload.configure-view' },
  { action: 'plugin::upload.assets.create' },
  { action: 'plugin::upload.assets.update', conditions },
  { action: 'plugin::upload.assets.download' },
  { action: 'plugin::upload.assets.copy-link' },
];

/** Views are everybody's, so only those who answer for the whole catalogue arrange them. */
const viewPermissions = ({ code }: RoleSeed): AdminPermission[] =>
  code === 'strapi-editor'
    ? [{ action: 'plugin::content-manager.collection-types.configure-view' }]
    : [];

/**
 * Gives the admin roles Editor and Author the catalogue and the media library, and nothing else.
 * Strapi creates both with every content type there is, favorites included; that is cleared once.
 */
export const seedAdminPermissions = async (strapi: Core.Strapi): Promise<void> => {
  const roles = roleService(strapi);

  for (const seed of ROLES) {
    const role = await roles.findOne({ code: seed.code });
    if (!role) continue;

    const steps: { key: string; run: () => Promise<unknown> }[] = [
      { key: 'clear', run: () => roles.assignPermissions(role.id, []) },
      { key: 'media', run: () => roles.addPermissions(role.id, mediaPermissions(seed)) },
      { key: 'views', run: () => roles.addPermissions(role.id, viewPermissions(seed)) },
      ...CATALOGUE_TYPES.map((uid) => ({
        key: uid,
        run: () => roles.addPermissions(role.id, entryPermissions(strapi, uid, seed)),
      })),
    ];
    await seedOnce(strapi, {
      name: `admin-permissions:${seed.code}`,
      items: steps,
      keyOf: ({ key }) => key,
      create: ({ run }) => run(),
    });
  }
};
