import type { Attribute } from './model';
import type { Schema } from '../types';
import { instant } from './common';

const defined = (keywords: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(keywords).filter(([, value]) => value !== undefined));

const text = ({ minLength, maxLength, regex }: Attribute): Schema => ({
  type: 'string',
  ...defined({
    minLength,
    maxLength,
    pattern: regex instanceof RegExp ? regex.source : regex,
  }),
});

const bounded = (type: string, { min, max }: Attribute): Schema => ({
  type,
  ...defined({
    minimum: typeof min === 'number' ? min : undefined,
    maximum: typeof max === 'number' ? max : undefined,
  }),
});

/** Of types that are written as what they are. Media, relations and components are no values. */
const VALUES: Partial<Record<string, (attribute: Attribute) => Schema>> = {
  string: text,
  text,
  richtext: text,
  uid: text,
  password: text,
  email: (attribute) => ({ ...text(attribute), format: 'email' }),
  // 64 bits, which numbers of JavaScript do not hold.
  biginteger: () => ({ type: 'string', pattern: '^-?[0-9]+$' }),
  integer: (attribute) => bounded('integer', attribute),
  decimal: (attribute) => bounded('number', attribute),
  float: (attribute) => bounded('number', attribute),
  boolean: () => ({ type: 'boolean' }),
  enumeration: ({ enum: values = [] }) => ({ type: 'string', enum: values }),
  date: () => ({ type: 'string', format: 'date' }),
  datetime: () => instant,
  timestamp: () => instant,
  time: () => ({ type: 'string', pattern: '^\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?$' }),
  blocks: () => ({ type: 'array', items: { type: 'object' } }),
  json: () => ({}),
};

/** @returns undefined for what is no value: media, relations, components, dynamic zones */
export const valueSchema = (attribute: Attribute): Schema | undefined =>
  VALUES[attribute.type]?.(attribute);

const FILTER_KINDS: Partial<Record<string, string>> = {
  integer: 'NumberFilter',
  decimal: 'NumberFilter',
  float: 'NumberFilter',
  biginteger: 'NumberFilter',
  boolean: 'BooleanFilter',
  date: 'DateFilter',
  datetime: 'DateFilter',
  timestamp: 'DateFilter',
  time: 'DateFilter',
};

/** The name of the schema of filters on a value. */
export const filterKind = ({ type }: Attribute): string => FILTER_KINDS[type] ?? 'TextFilter';

/** Types that a list cannot be sorted or filtered by. */
export const isComparable = ({ type }: Attribute): boolean =>
  type in VALUES && !['json', 'blocks', 'password'].includes(type);

export const isToMany = ({ type, relation = '', multiple, repeatable }: Attribute): boolean =>
  type === 'relation' ? /ToMany$|^morphToMany$/i.test(relation) : Boolean(multiple ?? repeatable);
