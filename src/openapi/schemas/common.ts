import type { Schema } from '../types';

export const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

/** The same schema, which null fits too. */
export const nullable = (schema: Schema): Schema => {
  if (schema.$ref || schema.anyOf || !schema.type) return { anyOf: [schema, { type: 'null' }] };
  return {
    ...schema,
    type: [schema.type, 'null'].flat(),
    ...(schema.enum ? { enum: [...schema.enum, null] } : {}),
  };
};

/** An object with these properties and no others; all of them are there unless `required` says less. */
export const object = (
  properties: Record<string, Schema>,
  required: readonly string[] = Object.keys(properties),
): Schema => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
});

/** The same object with more properties, or others; those that are new are there always. */
export const extended = (schema: Schema | undefined, properties: Record<string, Schema>): Schema =>
  object({ ...schema?.properties, ...properties }, [
    ...(schema?.required ?? []),
    ...Object.keys(properties).filter((name) => !(name in (schema?.properties ?? {}))),
  ]);

export const arrayOf = (items: Schema): Schema => ({ type: 'array', items });

export const instant: Schema = {
  type: 'string',
  format: 'date-time',
  examples: ['2026-01-31T12:00:00.000Z'],
};

const operators = (value: Schema, others: Record<string, Schema> = {}): Schema => ({
  anyOf: [
    value,
    object(
      {
        $eq: value,
        $ne: value,
        $in: arrayOf(value),
        $notIn: arrayOf(value),
        $null: { type: 'boolean' },
        $notNull: { type: 'boolean' },
        ...others,
      },
      [],
    ),
  ],
});

const ordered = (value: Schema): Record<string, Schema> => ({
  $lt: value,
  $lte: value,
  $gt: value,
  $gte: value,
  $between: { ...arrayOf(value), minItems: 2, maxItems: 2 },
});

const text: Schema = { type: 'string' };

const TEXT_OPERATORS = [
  '$eqi',
  '$nei',
  '$contains',
  '$containsi',
  '$notContains',
  '$notContainsi',
  '$startsWith',
  '$startsWithi',
  '$endsWith',
  '$endsWithi',
];

const number: Schema = { type: 'number' };

/** What of an attribute a filter may ask for, by kind of attribute. */
const FILTERS: Record<string, Schema> = {
  TextFilter: operators(text, {
    ...ordered(text),
    ...Object.fromEntries(TEXT_OPERATORS.map((name) => [name, text])),
  }),
  NumberFilter: operators(number, ordered(number)),
  DateFilter: operators(text, ordered(text)),
  BooleanFilter: operators({ type: 'boolean' }),
};

const documentIds = arrayOf(ref('DocumentId'));

/** Schemas that do not depend on what content types there are. */
export const COMMON_SCHEMAS: Record<string, Schema> = {
  DocumentId: {
    type: 'string',
    pattern: '^[a-z0-9]{24}$',
    description: 'Names an entry for good; numeric ids change when a movie is published.',
  },
  Error: {
    ...object({
      data: { type: 'null' },
      error: object(
        {
          status: { type: 'integer', minimum: 400, maximum: 599 },
          name: { ...text, examples: ['ValidationError'] },
          message: { ...text, description: 'What is wrong, and mostly what to do about it.' },
          details: {
            type: 'object',
            properties: { errors: arrayOf(ref('FieldError')) },
            description: 'Where the message is about fields, `errors` has an entry for each.',
          },
        },
        ['status', 'name', 'message'],
      ),
    }),
  },
  FieldError: {
    type: 'object',
    properties: {
      path: arrayOf({ type: ['string', 'integer'] }),
      message: text,
      name: text,
    },
    required: ['path', 'message', 'name'],
  },
  Pagination: {
    description:
      'By page, or by start and limit, as was asked; `withCount=false` leaves out counts.',
    anyOf: [
      object(
        {
          page: { type: 'integer', minimum: 1 },
          pageSize: { type: 'integer', minimum: 1, maximum: 100 },
          pageCount: { type: 'integer', minimum: 0 },
          total: { type: 'integer', minimum: 0 },
        },
        ['page', 'pageSize'],
      ),
      object(
        {
          start: { type: 'integer', minimum: 0 },
          limit: { type: 'integer', minimum: 1, maximum: 100 },
          total: { type: 'integer', minimum: 0 },
        },
        ['start', 'limit'],
      ),
    ],
  },
  ToOneRelation: {
    description: 'A documentId, or none.',
    anyOf: [
      ref('DocumentId'),
      { type: 'null' },
      object({ connect: { ...documentIds, maxItems: 1 } }, []),
      object({ set: { ...documentIds, maxItems: 1 } }, []),
    ],
  },
  ToManyRelation: {
    description: 'All of them, in their order, or what to add and to take away.',
    anyOf: [
      documentIds,
      object({ connect: documentIds, disconnect: documentIds }, []),
      object({ set: documentIds }, []),
    ],
  },
  ...FILTERS,
};
