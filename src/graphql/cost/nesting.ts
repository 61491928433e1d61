import { BREAK, type DocumentNode, visit } from 'graphql';

/** How large a value is. */
export interface Size {
  /** Values in its objects: conditions of filters, for the most part. */
  keys: number;
  /** Values in its lists. */
  items: number;
  /** How many objects and lists are within each other, itself not counted. */
  levels: number;
}

/**
 * How large an object of arguments or variables is. Counting ends with the first value that is nested
 * deeper than `maxLevels`, and takes no stack, however deep it is.
 */
export const sizeOf = (values: Record<string, unknown>, maxLevels: number): Size => {
  const size: Size = { keys: 0, items: 0, levels: 0 };
  const open: { value: object; level: number }[] = [{ value: values, level: 0 }];

  for (let next = open.pop(); next; next = open.pop()) {
    const { value, level } = next;
    size.levels = Math.max(size.levels, level);
    if (level > maxLevels) return size;
    const inner: unknown[] = Array.isArray(value) ? value : Object.values(value);
    size[Array.isArray(value) ? 'items' : 'keys'] += inner.length;
    for (const one of inner) {
      if (typeof one === 'object' && one !== null) open.push({ value: one, level: level + 1 });
    }
  }
  return size;
};

/** Whether an object or list that a document spells out is nested deeper than `maxLevels`. */
export const isNestedDeeper = (document: DocumentNode, maxLevels: number): boolean => {
  let level = 0;
  let isDeeper = false;
  const within = {
    enter() {
      level += 1;
      isDeeper ||= level > maxLevels;
      return isDeeper ? BREAK : undefined;
    },
    leave() {
      level -= 1;
    },
  };
  // Which takes no stack either.
  visit(document, { ObjectValue: within, ListValue: within });
  return isDeeper;
};
