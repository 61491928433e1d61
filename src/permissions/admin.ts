import type { Core, Schema, UID } from '@strapi/strapi';
import { seedOnce } from '../seed';
import {
  type AdminPermission,
  contentTypePermissionService,
  permissionService,
  roleService,
} from '../strapi-services';
import type { AuthorLimits } from './permissions-file';
import { addedFields, extendPermissions } from './added-fields';
import { type KeptType, keptTypes } from './kept-types';

interface RoleSeed {
  code: 'strapi-editor' | 'strapi-author';
  /** How `permissions.ts` calls it. */
  name: 'editor' | 'author';
  mayPublish: boolean;
  /** Conditions on changing entries that somebody else may have created. */
  conditions: string[];
}

const ROLES: readonly RoleSeed[] = [
  { code: 'strapi-editor', name: 'editor', mayPublish: true, conditions: [] },
  { code: 'strapi-author', name: 'author', mayPublish: false, conditions: ['admin::is-creator'] },
];

const PUBLISH = 'plugin::content-manager.explorer.publish';

const isWritable = (strapi: Core.Strapi, uid: UID.ContentType, field: string): boolean => {
  const attributes: Record<string, Schema.Attribute.AnyAttribute | undefined> =
    strapi.contentType(uid).attributes;
  return attributes[field]?.writable !== false;
};

/** Everything that can be done with the entries of one type, on all fields that can be written. */
const entryPermissions = (
  strapi: Core.Strapi,
  uid: UID.ContentType,
  { mayPublish, conditions }: RoleSeed,
  { readOwnOnly, notWritten }: AuthorLimits,
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
        conditions: reads && !readOwnOnly ? [] : conditions,
        properties: fields && {
          fields: reads
            ? fields
            : fields.filter(
                (field) => isWritable(strapi, uid, field) && !notWritten?.includes(field),
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

const limitsOf = ({ permissions }: KeptType, { name }: RoleSeed): AuthorLimits => {
  const limits = permissions[name];
  return typeof limits === 'object' ? limits : {};
};

/**
 * Gives the admin roles Editor and Author the types that they keep, as the `permissions.ts` of each
 * says, the media library, and nothing else.
 * Strapi creates both with every content type there is, favorites included; that is cleared once.
 */
export const seedAdminPermissions = async (strapi: Core.Strapi): Promise<void> => {
  const roles = roleService(strapi);

  for (const seed of ROLES) {
    const role = await roles.findOne({ code: seed.code });
    if (!role) continue;

    const types = keptTypes(strapi, seed.name);
    const steps: { key: string; run: () => Promise<unknown> }[] = [
      { key: 'clear', run: () => roles.assignPermissions(role.id, []) },
      { key: 'media', run: () => roles.addPermissions(role.id, mediaPermissions(seed)) },
      { key: 'views', run: () => roles.addPermissions(role.id, viewPermissions(seed)) },
      ...types.map((type) => ({
        key: type.uid,
        run: () =>
          roles.addPermissions(
            role.id,
            entryPermissions(strapi, type.uid, seed, limitsOf(type, seed)),
          ),
      })),
      ...types.flatMap((type) =>
        addedFields(strapi, type, limitsOf(type, seed)).map((field) => ({
          key: `${type.uid}.${field}`,
          run: () => extendPermissions(strapi, role.id, type.uid, field),
        })),
      ),
    ];
    await seedOnce(strapi, {
      name: `admin-permissions:${seed.code}`,
      items: steps,
      keyOf: ({ key }) => key,
      create: ({ run }) => run(),
    });
  }
};
