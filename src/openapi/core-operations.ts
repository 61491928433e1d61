import pluralize from 'pluralize';
import type { Model } from './schemas/model';
import { exampleData } from './examples';
import { pascalCase, shortName, title } from './names';
import { type QueryParameter, queryParameters } from './parameters';
import { arrayOf, object, ref } from './schemas/common';
import type { OperationDescription, Response, Schema, TypeExamples } from './types';

export interface DescribedType {
  /** Of its schema, such as `Movie`. */
  name: string;
  model: Model;
  /** The `data` of a new entry. */
  input: Schema;
  examples: TypeExamples;
}

const LIST: QueryParameter[] = [
  'filters',
  'sort',
  'fields',
  'populate',
  'pagination',
  '_q',
  'status',
  'locale',
];
const ONE: QueryParameter[] = ['fields', 'populate', 'status', 'locale'];

export const json = (description: string, schema: Schema): Response => ({
  description,
  content: { 'application/json': { schema } },
});

const entry = (name: string): Schema => object({ data: ref(name), meta: object({}) });

const body = (schema: string, data: object) => ({
  required: true,
  content: {
    'application/json': { schema: object({ data: ref(schema) }), example: { data } },
  },
});

type Describe = (type: DescribedType) => OperationDescription;

const pluralOf = ({ model }: DescribedType): string =>
  title(model.info.pluralName ?? model.info.displayName);

/** Of the type's own plural, unless its schema has another name than the type. */
const pluralName = ({ name, model }: DescribedType): string =>
  name === shortName(model) && model.info.pluralName
    ? pascalCase(model.info.pluralName)
    : pluralize(name);

const isSingle = ({ model }: DescribedType): boolean => model.kind === 'singleType';

const findOne: Describe = (type) => ({
  operationId: `get${type.name}`,
  summary: `A ${type.name.toLowerCase()}`,
  parameters: queryParameters(ONE, type, { populate: type.examples.populate }),
  responses: { 200: json('The entry.', entry(type.name)) },
});

const find: Describe = (type) =>
  isSingle(type)
    ? findOne(type)
    : {
        operationId: `find${pluralName(type)}`,
        summary: `A page of ${pluralOf(type).toLowerCase()}`,
        parameters: queryParameters(LIST, type, type.examples),
        responses: {
          200: json(
            'A page of entries.',
            object({
              data: arrayOf(ref(type.name)),
              meta: object({ pagination: ref('Pagination') }),
            }),
          ),
        },
      };

const create: Describe = (type) => ({
  operationId: `create${type.name}`,
  summary: `Creates a ${type.name.toLowerCase()}`,
  description: type.model.options?.draftAndPublish
    ? 'It is published at once, unless `status=draft` asks for a draft.'
    : undefined,
  parameters: queryParameters(ONE, type),
  requestBody: body(`${type.name}Input`, type.examples.create ?? exampleData(type.input)),
  responses: { 201: json('The new entry.', entry(type.name)) },
});

const update: Describe = (type) => ({
  operationId: `update${type.name}`,
  summary: `Changes a ${type.name.toLowerCase()}`,
  description: 'What is left out stays as it is.',
  parameters: queryParameters(ONE, type),
  requestBody: body(`${type.name}Update`, type.examples.update ?? exampleData(type.input)),
  responses: { 200: json('The entry as it is now.', entry(type.name)) },
});

const remove: Describe = (type) => ({
  operationId: `delete${type.name}`,
  summary: `Deletes a ${type.name.toLowerCase()}`,
  parameters: queryParameters(['locale'], type),
  responses: { 204: { description: 'It is gone.' } },
});

const CORE: Partial<Record<string, Describe>> = { find, findOne, create, update, delete: remove };

/** What one of the endpoints does that Strapi generates for a content type. */
export const coreOperation = (
  action: string,
  type: DescribedType,
): OperationDescription | undefined => CORE[action]?.(type);
