import { contentTypes, strings } from '@strapi/utils';
import { NewTypeError } from './names';

/** An attribute as `schema.json` has it. */
export interface AttributeSchema {
  type: string;
  required?: true;
  enum?: string[];
  relation?: 'manyToOne' | 'manyToMany';
  /** The uid of a type. */
  target?: string;
  [option: string]: unknown;
}

export interface Attribute {
  name: string;
  schema: AttributeSchema;
}

/** By the word that asks for it. */
const SIMPLE: Readonly<Partial<Record<string, AttributeSchema>>> = {
  string: { type: 'string', maxLength: 255 },
  text: { type: 'text' },
  integer: { type: 'integer' },
  decimal: { type: 'decimal' },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  datetime: { type: 'datetime' },
  email: { type: 'email' },
  image: { type: 'media', multiple: false, allowedTypes: ['images'] },
};

const KINDS = [...Object.keys(SIMPLE), 'enumeration:one,two', 'relation:movie', 'relation:movie[]'];

/** Words of GraphQL, which takes none of them as the value of an enumeration. */
const NO_VALUES = ['true', 'false', 'null'];

/** In GraphQL, filters are combined by these; an attribute of the name could not be asked for. */
const FILTER_OPERATORS = ['and', 'or', 'not'];

const problem = (text: string, what: string) =>
  new NewTypeError(`Attribute "${text}": ${what} Write name:kind, with ! when it is mandatory.`);

const enumerationOf = (text: string, list: string | undefined): AttributeSchema => {
  const names = list?.split(',') ?? [];
  if (!names.every((name) => /^[A-Za-z]\w*$/.test(name)) || names.length === 0) {
    throw problem(
      text,
      'name the values of the enumeration, as in result:enumeration:won,nominated.',
    );
  }
  const values = names.map(strings.toRegressedEnumValue);
  const word = NO_VALUES.find((name) => values.includes(name));
  if (word) {
    throw problem(text, `GraphQL takes no value "${word}". Name another, or make it a boolean.`);
  }
  if (new Set(values).size < values.length) throw problem(text, 'it has a value twice.');
  return { type: 'enumeration', enum: names };
};

const relationOf = (
  text: string,
  target: string | undefined,
  knownTypes: readonly string[],
): AttributeSchema => {
  const name = target?.replace(/\[\]$/, '') ?? '';
  if (!knownTypes.includes(name)) {
    throw problem(text, `there is no type "${name}"; there are ${knownTypes.join(', ')}.`);
  }
  // One-way: a relation that both sides know is read whole whenever either is saved.
  const relation = target?.endsWith('[]') ? 'manyToMany' : 'manyToOne';
  return { type: 'relation', relation, target: `api::${name}.${name}` };
};

const schemaOf = (text: string, kind: string, rest: string[], knownTypes: readonly string[]) => {
  const [detail, ...more] = rest;
  if (more.length > 0) throw problem(text, 'there is a colon too many.');
  if (kind === 'enumeration') return enumerationOf(text, detail);
  if (kind === 'relation') return relationOf(text, detail, knownTypes);
  const simple = Object.hasOwn(SIMPLE, kind) ? SIMPLE[kind] : undefined;
  if (!simple || detail !== undefined) {
    throw problem(text, `the kind is one of ${KINDS.join(', ')}.`);
  }
  return simple;
};

/**
 * An attribute by what the command line says of it: `name:kind`, mandatory with a `!` at its end.
 *
 * @param knownTypes names that relations may lead to
 * @throws {NewTypeError} that names the attribute, and what is wrong with it
 */
export const parseAttribute = (text: string, knownTypes: readonly string[]): Attribute => {
  const [name = '', kind = '', ...rest] = text.replace(/!$/, '').split(':');
  if (!/^[a-z][A-Za-z0-9]{0,39}$/.test(name)) {
    throw problem(text, 'a name has up to 40 letters and digits, a small letter first.');
  }
  if (name in Object.prototype || contentTypes.isReservedAttributeName(name)) {
    throw problem(text, `"${name}" means something else already.`);
  }
  if (FILTER_OPERATORS.includes(name)) {
    throw problem(text, `"${name}" combines filters in GraphQL. Choose another name.`);
  }
  const schema = schemaOf(text, kind, rest, knownTypes);
  return { name, schema: text.endsWith('!') ? { ...schema, required: true } : schema };
};

/**
 * All attributes of a type; without any, a mandatory `name`.
 *
 * @throws {NewTypeError} see {@link parseAttribute}; also when two have one name
 */
export const parseAttributes = (
  texts: readonly string[],
  knownTypes: readonly string[],
): Attribute[] => {
  const attributes = (texts.length > 0 ? texts : ['name:string!']).map((text) =>
    parseAttribute(text, knownTypes),
  );
  const names = attributes.map(({ name }) => name.toLowerCase());
  const twice = attributes.find(({ name }, index) => names.indexOf(name.toLowerCase()) < index);
  if (twice) throw new NewTypeError(`There are two attributes "${twice.name}". Name each once.`);
  return attributes;
};

/** @throws {NewTypeError} when an entry of the type would have to name another before there is one */
export const assertFirstEntryIsPossible = (
  singular: string,
  attributes: readonly Attribute[],
): void => {
  const own = attributes.find(
    ({ schema }) => schema.required && schema.target === `api::${singular}.${singular}`,
  );
  if (!own) return;
  throw new NewTypeError(
    `Attribute "${own.name}": the first ${singular} could name no other, so it cannot be mandatory. Leave the ! away.`,
  );
};
