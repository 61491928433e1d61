import { isRecord } from '../drafts/relations';

/** One condition of a question: an attribute, or an operator such as `$or`, and what it asks for. */
export type Condition = [key: string, value: unknown];

/** All that has to hold at once. What is below `$or` and `$not` stays one condition. */
export const conditionsOf = (where: unknown): Condition[] => {
  if (Array.isArray(where)) return where.flatMap(conditionsOf);
  if (!isRecord(where)) return [];
  return Object.entries(where).flatMap(([key, value]): Condition[] =>
    key === '$and' ? conditionsOf(value) : [[key, value]],
  );
};

/** The same question, with conditions replaced that have to hold; `undefined` leaves one as it is. */
export const replaceConditions = (
  where: unknown,
  replace: (condition: Condition) => object | undefined,
): unknown => {
  if (Array.isArray(where)) return where.map((part) => replaceConditions(part, replace));
  if (!isRecord(where)) return where;
  const kept: Record<string, unknown> = {};
  const replaced: object[] = [];
  for (const [key, value] of Object.entries(where)) {
    const other = key === '$and' ? undefined : replace([key, value]);
    if (other) replaced.push(other);
    else kept[key] = key === '$and' ? replaceConditions(value, replace) : value;
  }
  return replaced.length === 0 ? kept : { $and: [kept, ...replaced] };
};

/** Whether this asks that an attribute has a value, in one of the ways in which Strapi says so. */
export const asksForAny = (attribute: string, [key, value]: Condition): boolean =>
  key === attribute &&
  isRecord(value) &&
  Object.keys(value).length === 1 &&
  (value.$notNull === true || value.$null === false);

/** Whether this asks for the published version. */
export const asksForPublished = (condition: Condition): boolean =>
  asksForAny('publishedAt', condition);
