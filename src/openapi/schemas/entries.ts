import type { Attribute, Model } from './model';
import type { Schema } from '../types';
import { isToMany, valueSchema } from './attributes';
import { arrayOf, instant, nullable, object, ref } from './common';

/** What the schemas of content types are made of. */
export interface Types {
  /** By uid; components among them. */
  models: ReadonlyMap<string, Model>;
  /** The names of their schemas, by uid. */
  names: ReadonlyMap<string, string>;
}

export const FILE = 'plugin::upload.file';

const NEVER_SHOWN = new Set(['password']);

/** Written by Strapi alone. */
export const SYSTEM_ATTRIBUTES = new Set([
  'id',
  'documentId',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'createdBy',
  'updatedBy',
  'locale',
  'localizations',
]);

/** The attributes that callers of the content API may see. */
export const visibleAttributes = (model: Model): [string, Attribute][] =>
  Object.entries(model.attributes).filter(
    ([name, attribute]) =>
      attribute.private !== true &&
      !NEVER_SHOWN.has(attribute.type) &&
      !['createdBy', 'updatedBy'].includes(name),
  );

const targetOf = (attribute: Attribute): string | undefined =>
  attribute.type === 'media' ? FILE : (attribute.target ?? attribute.component);

/** The schema of what an attribute leads to, or undefined when that has none. */
export const targetName = ({ names }: Types, attribute: Attribute): string | undefined =>
  names.get(targetOf(attribute) ?? '');

export const hasDrafts = ({ options }: Model): boolean => options?.draftAndPublish === true;

export const isLocalized = ({ pluginOptions }: Model): boolean =>
  pluginOptions?.i18n?.localized === true;

/** What is populated: an entry, a list of entries, or a component. */
const linkedSchema = (types: Types, attribute: Attribute): Schema => {
  if (attribute.type === 'dynamiczone') return arrayOf({ type: 'object' });
  const name = targetName(types, attribute);
  const target: Schema = name ? ref(name) : { type: 'object' };
  return isToMany(attribute) ? arrayOf(target) : nullable(target);
};

const systemProperties = (model: Model): Record<string, Schema> =>
  model.modelType === 'component'
    ? { id: { type: 'integer' } }
    : { id: { type: 'integer' }, documentId: ref('DocumentId') };

const shownValue = (name: string, attribute: Attribute, model: Model): Schema => {
  const value = valueSchema(attribute) ?? {};
  if (name === 'publishedAt') return hasDrafts(model) ? nullable(instant) : instant;
  if (['createdAt', 'updatedAt'].includes(name)) return instant;
  const always = attribute.required === true || attribute.default !== undefined;
  return always || Object.keys(value).length === 0 ? value : nullable(value);
};

/**
 * An entry as it is answered. Values are always there, unless `fields` asks for fewer; what has to be
 * populated is there only then, and only for who may read it.
 */
export const entrySchema = (types: Types, model: Model): Schema => {
  const attributes = visibleAttributes(model).filter(([name]) => name !== 'localizations');
  const isValue = ([, attribute]: [string, Attribute]) => valueSchema(attribute) !== undefined;
  const values = attributes
    .filter(isValue)
    .filter(([name]) => name !== 'locale' || isLocalized(model));
  const links = attributes.filter((entry) => !isValue(entry));
  const { description } = model.info;
  const properties = {
    ...systemProperties(model),
    ...Object.fromEntries(
      values.map(([name, attribute]) => [name, shownValue(name, attribute, model)]),
    ),
  };
  const linked = Object.fromEntries(
    links.map(([name, attribute]) => [name, linkedSchema(types, attribute)]),
  );
  return {
    ...object({ ...properties, ...linked }, Object.keys(properties)),
    ...(description ? { description } : {}),
  };
};
