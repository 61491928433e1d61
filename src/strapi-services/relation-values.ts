type Data = Partial<Record<string, unknown>>;

const OPERATIONS = ['connect', 'disconnect', 'set'];

const isEmptyList = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);

const isObject = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether what a relation is given is `{connect, disconnect, set}`, or some of these. */
export const isRelationOperations = (value: unknown): boolean =>
  isObject(value) && OPERATIONS.some((operation) => operation in value);

/** Whether a relation is not given, or only what the admin panel sends of one that nobody touched. */
export const leavesRelation = (value: unknown): boolean => {
  if (value === undefined) return true;
  if (!isObject(value)) return false;
  const { connect, disconnect, ...rest } = value;
  return Object.keys(rest).length === 0 && isEmptyList(connect) && isEmptyList(disconnect);
};
