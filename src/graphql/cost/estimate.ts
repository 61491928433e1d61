import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getNamedType,
  getNullableType,
  getVariableValues,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  isCompositeType,
  isInputObjectType,
  isListType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Reading, selectedFields } from './selected-fields';

/** What each question to the whole catalogue adds: fields of Query and Mutation, and each total. */
export const QUESTION_COST = 500;

/** What each object adds for each relation that is read of it: as much time as so many values. */
export const RELATION_COST = 3;

/** What the type of `pageInfo` is called; its total is a statement of its own. */
const TOTALS = 'Pagination';

export interface PageLimits {
  defaultLimit: number;
  maxLimit: number;
}

interface Place {
  type: GraphQLCompositeType;
  sets: SelectionSetNode[];
  /** How many objects of the type there may be. */
  objects: number;
  /** Of the lists in it that have no arguments of their own: `nodes` of a connection. */
  listLimit?: number;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** How many entries a field with these arguments lists at most; undefined when it takes no page. */
const pageSize = (
  field: GraphQLField<unknown, unknown>,
  args: Record<string, unknown>,
  { defaultLimit, maxLimit }: PageLimits,
): number | undefined => {
  const names = new Set(field.args.map(({ name }) => name));
  if (!['pagination', 'limit', 'pageSize'].some((name) => names.has(name))) return undefined;
  const page = isRecord(args.pagination) ? args.pagination : args;
  const asked = page.limit ?? page.pageSize;
  if (typeof asked !== 'number') return defaultLimit;
  // As the lists themselves read it: -1 asks for all that one may have.
  return asked === -1 ? maxLimit : Math.min(Math.max(asked, 1), maxLimit);
};

const fieldOf = (type: GraphQLCompositeType, name: string) =>
  isUnionType(type) ? undefined : type.getFields()[name];

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

/** How many relations filters go through: each is a join for each entry that is read. */
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

const relationsInSort = (sort: unknown): number =>
  (Array.isArray(sort) ? sort : [sort]).join().split('.').length - 1;

const argumentsOf = (
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  { variables }: Reading,
): Record<string, unknown> => {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    // Execution says what is wrong with them.
    return {};
  }
};

const estimateFields = (reading: Reading, root: Place, limits: PageLimits): number => {
  const places = [root];
  let cost = 0;

  for (let place = places.pop(); place; place = places.pop()) {
    for (const { type, nodes } of selectedFields(reading, place.type, place.sets)) {
      const [node] = nodes as [FieldNode];
      // Names with two underscores are about the schema, and read nothing.
      const field = node.name.value.startsWith('__') ? undefined : fieldOf(type, node.name.value);
      if (!field) continue;

      const named = getNamedType(field.type);
      const args = argumentsOf(field, node, reading);
      const limit = pageSize(field, args, limits);
      const isList = isListType(getNullableType(field.type));
      const entries = limit ?? (isList ? (place.listLimit ?? limits.defaultLimit) : 1);
      const asksAll = place === root || named.name === TOTALS;
      // A connection reads its page, whether its nodes are asked for or not.
      const amount = entries + (asksAll ? QUESTION_COST : 0);
      if (!isCompositeType(named)) {
        cost += place.objects * amount;
        continue;
      }
      const joins = relationsInFilters(filtersOf(field), args.filters) + relationsInSort(args.sort);
      cost += place.objects * (amount * (1 + joins) + RELATION_COST);
      places.push({
        type: named,
        sets: nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
        objects: place.objects * (isList ? entries : 1),
        listLimit: isList ? undefined : limit,
      });
    }
  }
  return cost;
};

/**
 * What answering an operation may cost: the number of values in the answer if every list was as long
 * as it may be (objects and their fields count alike), {@link RELATION_COST} for each relation of each
 * object, and {@link QUESTION_COST} for each question to the whole catalogue. A list, and
 * what is counted by filters, counts once more for each relation that its filters and its sort go through.
 *
 * @param document one that is valid for the schema
 * @param variables as the client has sent them
 */
export const estimateCost = (
  {
    schema,
    document,
    operation,
  }: {
    schema: GraphQLSchema;
    document: DocumentNode;
    operation: OperationDefinitionNode;
  },
  variables: Record<string, unknown>,
  limits: PageLimits,
): number => {
  const type = schema.getRootType(operation.operation);
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  // Execution says what is wrong with them, and does no more.
  if (!type || values.errors) return 0;
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const root = { type, sets: [operation.selectionSet], objects: 1 };
  return estimateFields({ schema, fragments, variables: values.coerced }, root, limits);
};
