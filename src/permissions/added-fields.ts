import type { Core, UID } from '@strapi/strapi';
import { addedAttributes } from '../extending';
import type { KeptType } from './kept-types';
import type { AuthorLimits } from './permissions-file';

const PREFIX = 'plugin::content-manager.explorer';

interface StoredPermission {
  id: number;
  action: string;
  properties: { fields?: string[] } | null;
}

/** The attributes that plugins have added to a type, of those that a role may write. */
export const addedFields = (
  strapi: Core.Strapi,
  { uid }: KeptType,
  { notWritten = [] }: AuthorLimits,
): string[] => addedAttributes(strapi, uid).filter((field) => !notWritten.includes(field));

/**
 * Lets a role read and write an attribute wherever it reads and writes entries of the type: what it was
 * given before the attribute was added names every other one.
 */
export const extendPermissions = async (
  strapi: Core.Strapi,
  roleId: number,
  uid: UID.ContentType,
  field: string,
): Promise<void> => {
  const permissions = strapi.db.query('admin::permission');
  const granted = (await permissions.findMany({
    where: {
      subject: uid,
      role: roleId,
      action: { $in: ['read', 'create', 'update'].map((name) => `${PREFIX}.${name}`) },
    },
  })) as StoredPermission[];
  for (const { id, properties } of granted) {
    const fields = properties?.fields;
    if (!fields || fields.includes(field)) continue;
    await permissions.update({
      where: { id },
      data: { properties: { ...properties, fields: [...fields, field] } },
    });
  }
};
