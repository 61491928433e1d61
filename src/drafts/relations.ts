import type { Core, Schema, UID } from '@strapi/strapi';
import { contentTypes } from '@strapi/utils';

/** The content type that a relation attribute leads to; undefined for every other attribute. */
export const relationTarget = (
  strapi: Core.Strapi,
  uid: UID.Schema,
  attributeName: string,
): UID.ContentType | undefined => {
  const attributes: Record<string, Schema.Attribute.AnyAttribute | undefined> =
    strapi.getModel(uid).attributes;
  const attribute = attributes[attributeName];
  return attribute?.type === 'relation' && 'target' in attribute ? attribute.target : undefined;
};

/** Whether entries of this type can be drafts. */
export const hasDrafts = (strapi: Core.Strapi, uid: UID.ContentType): boolean =>
  contentTypes.hasDraftAndPublish(strapi.contentType(uid));

/** A plain object, whichever realm it comes from. */
export const isRecord = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};
