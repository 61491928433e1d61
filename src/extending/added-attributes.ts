import type { Core, UID } from '@strapi/strapi';
import { contentTypes } from '@strapi/utils';

/** A content type with what its `schema.json` says, which Strapi keeps as it was read. */
interface LoadedType {
  __schema__: { attributes: object };
}

/** The attributes that plugins have added to a type, beyond its `schema.json`. */
export const addedAttributes = (strapi: Core.Strapi, uid: UID.ContentType): string[] => {
  const type = strapi.contentType(uid);
  const { __schema__: written } = type as unknown as LoadedType;
  return contentTypes
    .getVisibleAttributes(type)
    .filter((name) => !(name in written.attributes) && !name.startsWith('strapi_'));
};
