import type { Model } from './model';
import { pascalCase, schemaNames } from '../names';
import type { ApiDescription, Schema } from '../types';
import { COMMON_SCHEMAS } from './common';
import { entrySchema, type Types } from './entries';
import { inputSchemas } from './inputs';
import { fieldsSchema, filtersSchema, populateSchema, sortSchema } from './queries';

export const readTypes = (models: ReadonlyMap<string, Model>): Types => ({
  models,
  names: schemaNames([...models.values()]),
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

/** All schemas there may be use of: generated ones, and those that features describe. */
export const allSchemas = (
  types: Types,
  descriptions: readonly ApiDescription[],
): Record<string, Schema> => {
  const generated = Object.fromEntries(
    [...types.models.values()].flatMap((model) => Object.entries(schemasOf(types, model))),
  );
  const schemas: Record<string, Schema> = { ...generated, ...COMMON_SCHEMAS };
  for (const description of descriptions) {
    for (const [name, source] of Object.entries(description.schemas ?? {})) {
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
