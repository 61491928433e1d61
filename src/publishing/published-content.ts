import { isDeepStrictEqual } from 'node:util';
import type { Core, UID } from '@strapi/strapi';
import { contentTypes } from '@strapi/utils';

type Values = Record<string, unknown>;

/** What visitors see of a document, by attribute. */
export interface PublishedContent {
  /** Of the row, which every publication replaces. */
  id: number;
  values: Values;
}

/** What a populate of the database layer may be, as far as it is needed here. */
type Populate = Record<string, object>;

interface Attribute {
  type: string;
  relation?: string;
  component?: UID.Component;
  components?: UID.Component[];
}

const { constants, getWritableAttributes } = contentTypes;

/** Of the row, and not of what it says. */
const BOOKKEEPING = new Set<string>([
  constants.CREATED_AT_ATTRIBUTE,
  constants.UPDATED_AT_ATTRIBUTE,
  constants.CREATED_BY_ATTRIBUTE,
  constants.UPDATED_BY_ATTRIBUTE,
  constants.PUBLISHED_AT_ATTRIBUTE,
  constants.FIRST_PUBLISHED_AT_ATTRIBUTE,
  'locale',
  'localizations',
]);

const contentAttributes = (strapi: Core.Strapi, uid: UID.Schema): [string, Attribute][] => {
  const model = strapi.getModel(uid);
  const isContent = new Set(getWritableAttributes(model).filter((name) => !BOOKKEEPING.has(name)));
  return Object.entries(model.attributes as Record<string, Attribute>).filter(([name]) =>
    isContent.has(name),
  );
};

const populateOf = (strapi: Core.Strapi, uid: UID.Schema): Populate => {
  const populate: Populate = {};
  for (const [name, { type, relation, component, components }] of contentAttributes(strapi, uid)) {
    if (type === 'component' && component) {
      populate[name] = { populate: populateOf(strapi, component) };
    } else if (type === 'dynamiczone' && components) {
      populate[name] = {
        on: Object.fromEntries(
          components.map((each) => [each, { populate: populateOf(strapi, each) }]),
        ),
      };
    } else if (type === 'media' || type === 'relation') {
      // The targets of a polymorphic relation are of several types, of which nothing can be selected.
      populate[name] = relation?.startsWith('morph') ? {} : { select: ['documentId'] };
    }
  }
  return populate;
};

/** A document by its documentId, of which each version has another id; the rest without ids of rows. */
const comparable = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(comparable);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if ('documentId' in value) return value.documentId;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'id')
      .map(([name, part]) => [name, comparable(part)]),
  );
};

/** What is published of a document now; null when nothing is. */
export const publishedContent = async (
  strapi: Core.Strapi,
  uid: UID.ContentType,
  documentId: string,
): Promise<PublishedContent | null> => {
  const row = (await strapi.db.query(uid).findOne({
    where: { documentId, publishedAt: { $notNull: true } },
    populate: populateOf(strapi, uid),
  })) as ({ id: number } & Values) | null;
  if (!row) return null;
  const names = contentAttributes(strapi, uid).map(([name]) => name);
  return {
    id: row.id,
    values: Object.fromEntries(names.map((name) => [name, comparable(row[name])])),
  };
};

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** Names of the attributes that differ, sorted; those that are filled in when there was nothing before. */
export const changedAttributes = (
  before: PublishedContent | null,
  { values }: PublishedContent,
): string[] =>
  Object.keys(values)
    .filter((name) =>
      before ? !isDeepStrictEqual(values[name], before.values[name]) : !isEmpty(values[name]),
    )
    .sort();
