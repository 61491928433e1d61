import type { Attribute, Model } from './model';
import type { Schema } from '../types';
import { filterKind, isComparable, valueSchema } from './attributes';
import { arrayOf, object, ref } from './common';
import { targetName, type Types, visibleAttributes } from './entries';

const systemFilters = (model: Model): Record<string, Schema> =>
  model.modelType === 'component' ? {} : { id: ref('NumberFilter'), documentId: ref('TextFilter') };

const isValue = ([, attribute]: [string, Attribute]) => valueSchema(attribute) !== undefined;

/** Names of the attributes that `fields` may ask for. */
export const fieldNames = (model: Model): string[] =>
  visibleAttributes(model)
    .filter(isValue)
    .map(([name]) => name);

/** Names of the attributes that `populate` may ask for. */
export const linkNames = (model: Model): string[] =>
  visibleAttributes(model)
    .filter((entry) => !isValue(entry))
    .map(([name]) => name)
    .filter((name) => name !== 'localizations');

/** Conditions on attributes and, through relations, on those of other entries. */
export const filtersSchema = (types: Types, name: string, model: Model): Schema => {
  const own = ref(`${name}Filters`);
  const conditions = visibleAttributes(model).flatMap(([key, attribute]): [string, Schema][] => {
    if (isComparable(attribute)) return [[key, ref(filterKind(attribute))]];
    const target = targetName(types, attribute);
    return target ? [[key, ref(`${target}Filters`)]] : [];
  });
  return object(
    {
      ...systemFilters(model),
      ...Object.fromEntries(conditions),
      $and: arrayOf(own),
      $or: arrayOf(own),
      $not: own,
    },
    [],
  );
};

export const fieldsSchema = (model: Model): Schema => ({
  type: 'string',
  enum: ['id', 'documentId', ...fieldNames(model)],
});

/** `title`, `releaseDate:desc`; through a relation, `director.lastName`. */
export const sortSchema = (model: Model): Schema => {
  const links = linkNames(model);
  const values = visibleAttributes(model)
    .filter(([, attribute]) => isComparable(attribute))
    .map(([name]) => name);
  const through = links.length > 0 ? `|(${links.join('|')})(\\.[A-Za-z]+)+` : '';
  return {
    type: 'string',
    pattern: `^(id|documentId|${values.join('|')}${through})(:(asc|desc))?$`,
  };
};

/** What to show of entries that are populated. */
const nestedQuery = (target: string | undefined): Schema =>
  target
    ? object(
        {
          fields: arrayOf(ref(`${target}Field`)),
          filters: ref(`${target}Filters`),
          sort: { anyOf: [ref(`${target}Sort`), arrayOf(ref(`${target}Sort`))] },
          populate: ref(`${target}Populate`),
        },
        [],
      )
    : { type: 'object' };

/** Names of relations, media and components, or each of them with a query of its own. */
export const populateSchema = (types: Types, model: Model): Schema => {
  const links = visibleAttributes(model).filter(([name]) => linkNames(model).includes(name));
  if (links.length === 0) return { const: '*' };
  const name: Schema = { type: 'string', enum: links.map(([link]) => link) };
  const nested = links.map(([link, attribute]): [string, Schema] => [
    link,
    { anyOf: [{ const: true }, nestedQuery(targetName(types, attribute))] },
  ]);
  return {
    anyOf: [{ const: '*' }, name, arrayOf(name), object(Object.fromEntries(nested), [])],
  };
};
