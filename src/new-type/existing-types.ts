import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { AttributeSchema } from './attributes';
import { NewTypeError, type TypeNames } from './names';

export interface ExistingType {
  name: string;
  info: { singularName: string; pluralName: string };
  collectionName: string;
  attributes: Record<string, AttributeSchema>;
}

/** The types of `src/api` whose folder is named like them. */
export const existingTypes = (root: string): ExistingType[] => {
  const api = path.join(root, 'src', 'api');
  return readdirSync(api, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const file = path.join(api, name, 'content-types', name, 'schema.json');
      if (!existsSync(file)) return [];
      return [{ name, ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<ExistingType, 'name'>) }];
    });
};

/** For GraphQL, `award-2` and `award2` are both `Award2`, and an enumeration names its type in capitals. */
const compact = (name: string): string => name.replaceAll(/[-_]/g, '').toLowerCase();

/** @throws {NewTypeError} when a type, its path or its table would have a name that is taken */
export const assertNamesAreFree = (
  { singular, plural }: TypeNames,
  types: readonly ExistingType[],
): void => {
  for (const { name, info, collectionName } of types) {
    const taken = [name, info.singularName, info.pluralName, collectionName].map(compact);
    const clash = [singular, plural].find((candidate) => taken.includes(compact(candidate)));
    if (clash) {
      throw new NewTypeError(
        `"${clash}" is taken: there is a type ${info.singularName} (${info.pluralName}). Choose another name${clash === plural ? ', or another plural with --plural' : ''}.`,
      );
    }
  }
};
