import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  getVariableValues,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import {
  type Arguments,
  argumentsOf,
  costOfArguments,
  isRecord,
  relationsInArguments,
} from './arguments';
import { type Reading, selectedFields } from './selected-fields';

/** What each question to the whole catalogue adds: fields of Query and Mutation, and each total. */
export const QUESTION_COST = 500;

/**
 * What each question adds that the database may work on until it is stopped, after one second and three
 * of them: so that about ten fit into a request.
 */
export const LONG_QUESTION_COST = 5000;

const LONG_QUESTIONS = new Set(['search', 'movieFacets']);

/** What each object adds for each relation that is read of it: as much time as so many values. */
export const RELATION_COST = 3;

/** As many as execution would find; each takes its time. */
const MAX_ERRORS = 50;

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
  /** What the arguments around it cost, which its total asks once more. */
  asking?: number;
  isRoot?: boolean;
}

/** How many entries a field with these arguments lists at most; undefined when it takes no page. */
const pageSize = (
  field: GraphQLField<unknown, unknown>,
  args: Arguments,
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

/** Whether entries are read, of which relations are asked once for all; components are not. */
const isOfEntries = (type: GraphQLNamedType): boolean =>
  (isObjectType(type) || isInterfaceType(type)) &&
  ['documentId', 'nodes'].some((name) => name in type.getFields());

/** What a field adds besides what is selected of it, and where that is selected. */
const costOfField = (
  field: GraphQLField<unknown, unknown>,
  args: Arguments,
  place: Place,
  limits: PageLimits,
): { cost: number; within: Omit<Place, 'type' | 'sets'> } => {
  const { objects, isRoot = false } = place;
  const named = getNamedType(field.type);
  const limit = pageSize(field, args, limits);
  const isList = isListType(getNullableType(field.type));
  const entries = limit ?? (isList ? (place.listLimit ?? limits.defaultLimit) : 1);
  const isTotal = named.name === TOTALS;
  const isLong = isRoot && LONG_QUESTIONS.has(field.name);

  const times = isRoot || isOfEntries(named) ? 1 : objects;
  const asking = costOfArguments(args, { times, objects });
  // A connection reads its page, whether its nodes are asked for or not.
  const amount = entries + (!isLong && (isRoot || isTotal) ? QUESTION_COST : 0);
  // What is long already takes no longer, whatever its filters go through.
  const once = asking + (isLong ? LONG_QUESTION_COST : 0);
  const relations = isCompositeType(named) ? RELATION_COST : 0;
  const each = amount * (1 + relationsInArguments(field, args)) + relations;
  return {
    cost: once + objects * (each + (isTotal ? (place.asking ?? 0) : 0)),
    within: {
      objects: objects * (isList ? entries : 1),
      listLimit: isList ? undefined : limit,
      asking,
    },
  };
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

      const added = costOfField(field, argumentsOf(field, node, reading), place, limits);
      cost += added.cost;
      const named = getNamedType(field.type);
      if (!isCompositeType(named)) continue;
      const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      places.push({ type: named, sets, ...added.within });
    }
  }
  return cost;
};

/**
 * What answering an operation may cost: the number of values in the answer if every list was as long
 * as it may be (objects and their fields count alike), {@link RELATION_COST} for each relation of each
 * object, {@link QUESTION_COST} for each question to the whole catalogue, {@link LONG_QUESTION_COST} for
 * those that may take long, and what arguments take to be translated. A list counts once more for each
 * relation that its filters and its sort go through.
 *
 * @param document one that is valid for the schema
 * @param variables as the client has sent them, nested no deeper than is allowed
 * @throws {GraphQLError} that is a refusal when arguments are nested too deeply
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
  const definitions = operation.variableDefinitions ?? [];
  const values = getVariableValues(schema, definitions, variables, { maxErrors: MAX_ERRORS });
  // Execution says what is wrong with them, and does no more.
  if (!type || values.errors) return 0;
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const root = { type, sets: [operation.selectionSet], objects: 1, isRoot: true };
  return estimateFields({ schema, fragments, variables: values.coerced }, root, limits);
};
