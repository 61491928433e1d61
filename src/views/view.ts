import type { Schema, UID } from '@strapi/strapi';
import type { ViewConfiguration } from '../strapi-services/content-manager';

/** How an attribute is presented to editors. */
interface Field {
  /** Over the field, and over its column where `column` says nothing else. */
  label: string;
  column?: string;
  /** Below the field: units, and what to know before filling it in. */
  description?: string;
  /** What the empty field shows. */
  placeholder?: string;
  /** Of a relation: the attribute of its target that stands for an entry, and that is searched. */
  mainField?: string;
}

/** Any name, for a type that `npm run types` has not seen yet. */
type FieldName<Uid extends string> = Uid extends UID.ContentType
  ? Schema.AttributeNames<Uid>
  : string;

/**
 * The list and the edit form of one content type in the admin panel: the default export of `view.ts` in
 * the type's folder below `src/api`.
 */
export interface View<Uid extends string = UID.ContentType> {
  uid: Uid;
  /** The attribute that an open entry is titled with. */
  title: FieldName<Uid>;
  sort: { by: FieldName<Uid>; order: 'ASC' | 'DESC' };
  /** Columns of the list, from left to right. */
  columns: FieldName<Uid>[];
  /** Rows of the form, from top to bottom; 12 is the whole width, and 4, 6, 8 can be chosen, too. */
  rows: [name: FieldName<Uid>, width: 4 | 6 | 8 | 12][][];
  fields: Partial<Record<FieldName<Uid>, Field>>;
}

/** Entries on a page of a list: more than a screen holds, so that there is something to scroll. */
const PAGE_SIZE = 20;

const describe = (
  { edit, list }: ViewConfiguration['metadatas'][string],
  { label, column = label, description, placeholder, mainField }: Field,
): ViewConfiguration['metadatas'][string] => ({
  edit: {
    ...edit,
    label,
    description: description ?? '',
    placeholder: placeholder ?? '',
    ...(mainField && { mainField }),
  },
  list: { ...list, label: column },
});

/**
 * The content manager's configuration of a view. What the view does not speak of stays as it is in
 * `current`.
 *
 * @param added attributes that plugins have added to the type: they go below the rows of the view, as
 *   wide as Strapi shows them
 */
export const configure = (
  { title, sort, columns, rows, fields }: View,
  current: ViewConfiguration,
  added: readonly string[] = [],
): ViewConfiguration => ({
  settings: {
    ...current.settings,
    mainField: title,
    defaultSortBy: sort.by,
    defaultSortOrder: sort.order,
    pageSize: PAGE_SIZE,
  },
  metadatas: Object.fromEntries(
    Object.entries(current.metadatas).map(([name, metadata]) => {
      const field = (fields as Partial<Record<string, Field>>)[name];
      return [name, field ? describe(metadata, field) : metadata];
    }),
  ),
  layouts: {
    ...current.layouts,
    list: columns,
    edit: [
      ...rows.map((row) => row.map(([name, size]) => ({ name, size }))),
      ...current.layouts.edit.map((row) => row.filter(({ name }) => added.includes(name))),
    ].filter((row) => row.length > 0),
  },
});
