import {
  type FieldNode,
  getArgumentValues,
  getNamedType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isInputObjectType,
} from 'graphql';
import { MAX_FILTER_DEPTH } from '../../drafts';
import { sizeOf } from './nesting';
import { tooDeep } from './refusals';
import type { Reading } from './selected-fields';

/**
 * What each condition adds, `or` and `title` of `{ or: [{ title: … }] }` alike: validating, sanitizing
 * and translating it takes half a millisecond, as much time as so many values.
 */
export const CONDITION_COST = 30;

/** What each field adds that is sorted by, which takes a millisecond among many. */
export const SORT_COST = 40;

/** What each value of arguments adds for each object that they are read for. */
export const READING_COST = 0.05;

export type Arguments = Record<string, unknown>;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

export const argumentsOf = (
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  { variables }: Reading,
): Arguments => {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    // Execution says what is wrong with them.
    return {};
  }
};

const sortedBy = ({ sort }: Arguments): string =>
  (Array.isArray(sort) ? sort : [sort ?? '']).join();

/**
 * What a field's arguments add, besides what they ask for; a page adds nothing.
 *
 * @param times for how many objects they are translated
 * @param objects for how many they are read
 * @throws {GraphQLError} that is a refusal when they are nested too deeply
 */
export const costOfArguments = (
  args: Arguments,
  { times, objects }: { times: number; objects: number },
): number => {
  const asking = Object.fromEntries(Object.entries(args).filter(([name]) => name !== 'pagination'));
  const { keys, items, levels } = sizeOf(asking, MAX_FILTER_DEPTH);
  if (levels > MAX_FILTER_DEPTH) throw tooDeep();
  const conditions = keys - Object.keys(asking).length;
  const sorts = sortedBy(args).split(',').filter(Boolean).length;
  const translating = conditions * CONDITION_COST + items + sorts * SORT_COST;
  return times * translating + Math.ceil(objects * (conditions + items) * READING_COST);
};

const filtersOf = (field: GraphQLField<unknown, unknown>) =>
  field.args.find(({ name }) => name === 'filters')?.type;

const COMBINING = new Set(['and', 'or', 'not']);

const inputObject = (type?: GraphQLInputType): GraphQLInputObjectType | undefined => {
  const named = type && getNamedType(type);
  return isInputObjectType(named) ? named : undefined;
};

/** Filters of entries combine with others of their type; those of values, such as `eq`, with values. */
const filtersOfEntries = (type?: GraphQLInputType): GraphQLInputObjectType | undefined => {
  const filters = inputObject(type);
  return inputObject(filters?.getFields().and?.type) === filters ? filters : undefined;
};

const relationsInFilters = (type: GraphQLInputType | undefined, filters: unknown): number => {
  if (Array.isArray(filters)) {
    return filters.reduce<number>((sum, one) => sum + relationsInFilters(type, one), 0);
  }
  const fields = filtersOfEntries(type)?.getFields();
  if (!fields || !isRecord(filters)) return 0;
  return Object.entries(filters).reduce((relations, [key, value]) => {
    const target = filtersOfEntries(fields[key]?.type);
    const joined = target && !COMBINING.has(key) ? 1 : 0;
    return relations + joined + relationsInFilters(target, value);
  }, 0);
};

/**
 * How many relations filters and sort go through: each is a join for each entry that is read.
 *
 * @param args that are nested no deeper than is allowed
 */
export const relationsInArguments = (
  field: GraphQLField<unknown, unknown>,
  args: Arguments,
): number =>
  relationsInFilters(filtersOf(field), args.filters) + sortedBy(args).split('.').length - 1;
