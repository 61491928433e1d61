import type { Model } from './model';
import { pascalCase, schemaNames } from '../names';
import type { ApiDescription, Schema } from '../types';
import { COMMON_SCHEMAS } from './common';
import { GRAPHQL_SCHEMAS } from './graphql';
import { entrySchema, type Types } from './entries';
import { inputSchemas } from './inputs';
import { fieldsSchema, filtersSchema, populateSchema, sortSchema } from './queries';

const describedNames = (descriptions: readonly ApiDescription[]): string[] => [
  ...Object.keys(COMMON_SCHEMAS),
  ...Object.keys(GRAPHQL_SCHEMAS),
  ...descriptions.flatMap(({ schemas = {} }) => Object.keys(schemas)),
];

/** The types, with names for their schemas that no other schema has. */
export const readTypes = (
  models: ReadonlyMap<string, Model>,
  descriptions: readonly ApiDescription[],
): Types => ({
  models,
  names: schemaNames([...models.values()], describedNames(descriptions)),
});

const schemasOf = (types: Types, model: Model): Record<string, Schema> => {
  const name = types.names.get(model.uid) ?? pascalCase(model.uid);
  const { create, update } = inputSchemas(types, model);
  return {
    [name]: entrySchema(types, model),
    [`${name}Input`]: create,
    [`${name}Update`]: update,
    [`${name}Field`]: fieldsSchema(model),
    [`${name}Sort`]: sortSchema(model),
    [`${name}Filters`]: filtersSchema(types, name, model),
    [`${name}Populate`]: populateSchema(types, model),
  };
};

const nameOf = ({ names }: Types, uid: string): string => {
  const name = names.get(uid);
  if (name === undefined) {
    throw new Error(
      `OpenAPI: there is no content type "${uid}", whose entries are described. Remove the description, or correct the uid.`,
    );
  }
  return name;
};

/**
 * All schemas there may be use of: generated ones, and those that features describe.
 *
 * @throws Error when a feature describes entries of a type that is not there
 */
export const allSchemas = (
  types: Types,
  descriptions: readonly ApiDescription[],
): Record<string, Schema> => {
  const generated = Object.fromEntries(
    [...types.models.values()].flatMap((model) => Object.entries(schemasOf(types, model))),
  );
  const schemas: Record<string, Schema> = { ...generated, ...COMMON_SCHEMAS, ...GRAPHQL_SCHEMAS };
  for (const { entries = {}, schemas: described = {} } of descriptions) {
    for (const [uid, change] of Object.entries(entries)) {
      const name = nameOf(types, uid);
      schemas[name] = change(schemas[name] ?? {});
    }
    for (const [name, source] of Object.entries(described)) {
      schemas[name] = typeof source === 'function' ? source(schemas) : source;
    }
  }
  return schemas;
};

const REFERENCE = /^#\/components\/schemas\/(.+)$/;

const referencesIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const name = key === '$ref' ? REFERENCE.exec(String(child))?.[1] : undefined;
    return name === undefined ? referencesIn(child) : [name];
  });
};

/**
 * Those that something refers to, directly or through others, by name in alphabetical order.
 *
 * @throws Error when something refers to a schema that does not exist
 */
export const usedSchemas = (
  schemas: Record<string, Schema>,
  by: unknown,
): Record<string, Schema> => {
  const used = new Map<string, Schema>();
  const visit = (value: unknown) => {
    for (const name of referencesIn(value)) {
      if (used.has(name)) continue;
      const schema = schemas[name];
      if (!schema)
        throw new Error(
          `OpenAPI: there is no schema "${name}" to refer to. Describe it under "schemas".`,
        );
      used.set(name, schema);
      visit(schema);
    }
  };
  visit(by);
  return Object.fromEntries([...used].sort(([one], [other]) => one.localeCompare(other, 'en')));
};
