import type { Schema } from './types';

const LENGTH = 24;

/**
 * A documentId to show: of the form of all of them, and the same in every document.
 *
 * @param name of the content type, such as `movie`
 */
export const exampleDocumentId = (name: string): string =>
  `${name.toLowerCase().replace(/[^a-z0-9]/g, '')}0example0documentid0000000`.slice(0, LENGTH);

/** A value that fits a schema of a value. @returns undefined for references */
const exampleValue = (schema: Schema): unknown => {
  if (schema.examples) return schema.examples[0];
  if (schema.enum) return schema.enum[0];
  const kinds = [schema.type].flat();
  if (kinds.includes('string')) return EXAMPLES_BY_FORMAT[String(schema.format)] ?? 'Text';
  if (kinds.includes('boolean')) return true;
  if (kinds.includes('integer') || kinds.includes('number')) return schema.minimum ?? 1;
  if (kinds.includes('array')) return [];
  return undefined;
};

const EXAMPLES_BY_FORMAT: Partial<Record<string, string>> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00.000Z',
  email: 'ada@example.com',
};

/** The `data` of an entry of which nobody has given an example. Relations are left out. */
export const exampleData = (input: Schema): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(input.properties ?? {})
      .map(([name, schema]): [string, unknown] => [name, exampleValue(schema)])
      .filter(([, value]) => value !== undefined),
  );
