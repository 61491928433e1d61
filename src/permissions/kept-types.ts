import type { Core, UID } from '@strapi/strapi';
import { filesBeside } from '../extending';
import type { Permissions } from './permissions-file';

/** A type whose entries an admin role keeps. */
export interface KeptType {
  uid: UID.ContentType;
  permissions: Permissions;
}

/** The types whose `permissions.ts` gives them to an admin role. */
export const keptTypes = (strapi: Core.Strapi, role: 'editor' | 'author'): KeptType[] =>
  filesBeside<Permissions>(strapi, 'permissions')
    .filter(({ content }) => content[role])
    .flatMap(({ namespace, content: permissions }) =>
      Object.keys(strapi.contentTypes)
        .filter((uid) => uid.startsWith(`${namespace}.`))
        .map((uid) => ({ uid: uid as UID.ContentType, permissions })),
    );
