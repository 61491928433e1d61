import type { Core, Modules, Schema, UID } from '@strapi/strapi';
import { PERSON, primaryPhotosOf } from './settled';

interface Photo {
  id: number;
  isPrimary?: boolean;
}

type Entry = Record<string, unknown> & { id: number };

interface PersonWithPhotos {
  id: number;
  photos: Photo[];
}

const READS = new Set<string>(['findMany', 'findFirst', 'findOne', 'create', 'update']);

type Attributes = Partial<Record<string, Schema.Attribute.AnyAttribute>>;

const asList = (value: unknown): Entry[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (item): item is Entry => typeof item === 'object' && item !== null,
  );

const targetOf = (attribute: Schema.Attribute.AnyAttribute): UID.Schema | undefined =>
  attribute.type === 'relation' && 'target' in attribute ? attribute.target : undefined;

/** The persons in an answer whose photos were asked for, however deep. */
const personsWithPhotos = (
  strapi: Core.Strapi,
  uid: UID.Schema,
  value: unknown,
): PersonWithPhotos[] =>
  asList(value).flatMap((entry) => {
    const attributes = strapi.getModel(uid).attributes as Attributes;
    const nested = Object.keys(entry).flatMap((key) => {
      const attribute = attributes[key];
      const target = attribute && targetOf(attribute);
      return target ? personsWithPhotos(strapi, target, entry[key]) : [];
    });
    const own =
      uid === PERSON && Array.isArray(entry.photos) ? [entry as unknown as PersonWithPhotos] : [];
    return [...own, ...nested];
  });

const isForApi = (strapi: Core.Strapi): boolean => {
  const state = strapi.requestContext.get()?.state as
    { route?: { info?: { type?: string } } } | undefined;
  return state?.route?.info?.type === 'content-api';
};

/**
 * Says of each photo of a person whether it is the primary one, in answers of the content API: one
 * statement for all persons in an answer.
 */
export const markPrimaryPhotos =
  (strapi: Core.Strapi): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    const result = await next();
    const { populate } = context.params as { populate?: unknown };
    if (!populate || !READS.has(context.action) || !isForApi(strapi)) return result;

    const persons = personsWithPhotos(strapi, context.uid, result);
    if (persons.length === 0) return result;
    const primary = await primaryPhotosOf(
      strapi,
      persons.map(({ id }) => id),
    );
    for (const { id, photos } of persons) {
      for (const photo of photos) photo.isPrimary = photo.id === primary.get(id);
    }
    return result;
  };
