import type { Model } from './schemas/model';
import { hasDrafts, isLocalized } from './schemas/entries';
import { linkNames } from './schemas/queries';
import { arrayOf, object, ref } from './schemas/common';
import type { Parameter, TypeExamples } from './types';

export type QueryParameter =
  'fields' | 'populate' | 'filters' | 'sort' | 'pagination' | '_q' | 'status' | 'locale';

/** Strapi reads brackets as deep as they go: `filters[director][lastName][$eq]=Wilder`. */
const deepObject = { style: 'deepObject', explode: true } as const;

/** `sort=title,releaseDate:desc` */
const commaSeparated = { style: 'form', explode: false } as const;

const withExample = (parameter: Parameter, example: unknown): Parameter =>
  example === undefined ? parameter : { ...parameter, example };

const query = (name: string, rest: Omit<Parameter, 'name' | 'in'>): Parameter => ({
  name,
  in: 'query',
  ...rest,
});

const pagination = query('pagination', {
  description:
    'By `page` and `pageSize`, or by `start` and `limit`. 25 entries unless asked for, 100 at most.',
  schema: object(
    {
      page: { type: 'integer', minimum: 1, default: 1 },
      pageSize: { type: 'integer', minimum: 1, maximum: 100, default: 25 },
      start: { type: 'integer', minimum: 0 },
      limit: { type: 'integer', minimum: 1, maximum: 100 },
      withCount: { type: 'boolean', default: true },
    },
    [],
  ),
  ...deepObject,
  example: { page: 1, pageSize: 10 },
});

const status = query('status', {
  description:
    'Drafts are for callers with the permission to see them. A draft may lack what is mandatory: such attributes are null then, although the schema, which is that of published entries, has no null.',
  schema: { type: 'string', enum: ['published', 'draft'], default: 'published' },
});

const locale = query('locale', {
  description: 'A language of the site, by its code.',
  schema: { type: 'string' },
});

type Build = (
  type: { name: string; model: Model },
  examples: TypeExamples,
) => Parameter | undefined;

const PARAMETERS: Record<QueryParameter, Build> = {
  fields: ({ name }, { fields }) =>
    withExample(
      query('fields', {
        description: 'Only these attributes, with `id` and `documentId`. By default all of them.',
        schema: arrayOf(ref(`${name}Field`)),
        ...commaSeparated,
      }),
      fields,
    ),
  populate: ({ name, model }, { populate }) =>
    linkNames(model).length === 0
      ? undefined
      : withExample(
          query('populate', {
            description:
              'Relations and files to show, which are left out otherwise: `*` for all, names separated by commas, or each with a query of its own.',
            schema: ref(`${name}Populate`),
            ...deepObject,
          }),
          populate,
        ),
  filters: ({ name }, { filters }) =>
    withExample(
      query('filters', {
        description:
          'Conditions on attributes and, through relations, on those of other entries: `filters[title][$containsi]=alien`.',
        schema: ref(`${name}Filters`),
        ...deepObject,
      }),
      filters,
    ),
  sort: ({ name }, { sort }) =>
    withExample(
      query('sort', {
        description: 'Attributes, each with `:asc` or `:desc`.',
        schema: arrayOf(ref(`${name}Sort`)),
        ...commaSeparated,
      }),
      sort,
    ),
  pagination: () => pagination,
  _q: (_type, { search }) =>
    withExample(
      query('_q', {
        description: 'Only entries with this text in one of their attributes.',
        schema: { type: 'string' },
      }),
      search,
    ),
  status: ({ model }) => (hasDrafts(model) ? status : undefined),
  locale: ({ model }) => (isLocalized(model) ? locale : undefined),
};

/** The parameters of this name that make sense for the type, with its examples. */
export const queryParameters = (
  names: readonly QueryParameter[],
  type: { name: string; model: Model },
  examples: TypeExamples = {},
): Parameter[] =>
  names
    .map((name) => PARAMETERS[name](type, examples))
    .filter((parameter): parameter is Parameter => parameter !== undefined);
