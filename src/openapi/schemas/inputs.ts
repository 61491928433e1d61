import type { Attribute, Model } from './model';
import type { Schema } from '../types';
import { isToMany, valueSchema } from './attributes';
import { arrayOf, nullable, object, ref } from './common';
import { hasDrafts, SYSTEM_ATTRIBUTES, targetName, type Types } from './entries';

/** Files are named by their numeric id, which does not change. */
const fileId: Schema = { type: 'integer', minimum: 1, description: 'The `id` of a file.' };

/** Nobody knows which files there are, so that the example is none. */
const noFile: Schema = { ...nullable(fileId), examples: [null] };

const linkInput = (types: Types, attribute: Attribute): Schema => {
  if (attribute.type === 'media') return isToMany(attribute) ? arrayOf(fileId) : noFile;
  if (attribute.type === 'relation') {
    return ref(isToMany(attribute) ? 'ToManyRelation' : 'ToOneRelation');
  }
  const name = targetName(types, attribute);
  const component: Schema = name ? ref(`${name}Input`) : { type: 'object' };
  return isToMany(attribute) || attribute.type === 'dynamiczone'
    ? arrayOf(component)
    : nullable(component);
};

const writtenValue = (attribute: Attribute): Schema | undefined => {
  const value = valueSchema(attribute);
  if (!value || Object.keys(value).length === 0) return value;
  return attribute.required ? value : nullable(value);
};

const writableAttributes = (model: Model): [string, Attribute][] =>
  Object.entries(model.attributes).filter(
    ([name, attribute]) =>
      !SYSTEM_ATTRIBUTES.has(name) && attribute.writable !== false && attribute.private !== true,
  );

/**
 * The `data` of a new entry, and of a change, which may leave out anything. A type with drafts asks for
 * nothing when it is written: what is mandatory, it asks for when it is published.
 */
export const inputSchemas = (types: Types, model: Model): { create: Schema; update: Schema } => {
  const attributes = writableAttributes(model);
  const properties = Object.fromEntries(
    attributes.map(([name, attribute]) => [
      name,
      writtenValue(attribute) ?? linkInput(types, attribute),
    ]),
  );
  const mandatory = attributes
    .filter(([, { required, default: initial }]) => required === true && initial === undefined)
    .map(([name]) => name);
  const create = hasDrafts(model)
    ? {
        ...object(properties, []),
        description: `To be published, it needs: ${mandatory.join(', ')}. A draft (\`status=draft\`) may lack them.`,
      }
    : object(properties, mandatory);
  return { create, update: object(properties, []) };
};
