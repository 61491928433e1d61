import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Kind, parse } from 'graphql';
import type { ExistingType } from './existing-types';
import { NewTypeError, toCamelCase, toPascalCase, type TypeNames } from './names';

/** GraphQL types that Strapi registers and leaves out of the schema when nothing uses them. */
const UNUSED_TYPES = [
  ...['Boolean', 'Date', 'DateTime', 'Float', 'ID', 'Int', 'JSON', 'Long', 'String', 'Time'],
  ...['Error', 'GenericMorph', 'ResponseCollectionMeta', 'Upload'],
];

/** What Strapi appends to the name of a type for those that go with it. */
const SUFFIXES = [
  ...['', 'Entity', 'EntityResponse', 'EntityResponseCollection', 'FiltersInput', 'Input'],
  'RelationResponseCollection',
];

/** Of tables that Strapi keeps for its own types, and for relations, files and components of others. */
const STRAPI_TABLE = /^(admin|up|upload)_|_(cmps|lnk|mph)$/;

const readGenerated = (root: string, file: string, command: string): string => {
  const at = path.join(root, file);
  if (!existsSync(at)) throw new NewTypeError(`${file} is missing. Write it with "${command}".`);
  return readFileSync(at, 'utf8');
};

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);

/** Tables of `database/constraints`, and of the content types of Strapi and of plugins. */
const takenTables = (root: string): string[] => {
  const folder = path.join(root, 'database', 'constraints');
  const sql = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const types = readGenerated(root, 'types/generated/contentTypes.d.ts', 'npm run types');
  return [
    ...matches(sql.join('\n'), /CREATE (?:UNLOGGED )?TABLE IF NOT EXISTS (\w+)/gi),
    ...matches(types, /interface (?:Admin|Plugin)\w+[^{]*\{\s*collectionName: '([^']+)'/g),
  ];
};

/** @throws {NewTypeError} when the table of a new type is one that is there for something else */
export const assertTableIsFree = (root: string, { plural }: TypeNames): void => {
  const table = plural.replaceAll('-', '_');
  const affix = STRAPI_TABLE.exec(table)?.[0];
  if (!affix && !takenTables(root).includes(table)) return;
  const owner = affix ? `tables with ${affix} in their names are Strapi's` : 'it is there already';
  throw new NewTypeError(
    `"${plural}" cannot be the plural: its table would be ${table}, and ${owner}. Choose another name, or another plural with --plural.`,
  );
};

interface GraphQLNames {
  types: string[];
  queries: string[];
  mutations: string[];
}

const servedNames = (root: string): GraphQLNames => {
  const { definitions } = parse(readGenerated(root, 'schema.graphql', 'npm run schema'));
  const named = definitions.flatMap((node) =>
    'name' in node && node.name ? [{ node, name: node.name.value }] : [],
  );
  const fieldsOf = (type: string) =>
    named.flatMap(({ node, name }) =>
      name === type && node.kind === Kind.OBJECT_TYPE_DEFINITION
        ? (node.fields ?? []).map((field) => field.name.value)
        : [],
    );
  return {
    types: named.map(({ name }) => name),
    queries: fieldsOf('Query'),
    mutations: fieldsOf('Mutation'),
  };
};

const suffixed = (names: readonly string[], suffixes: readonly string[]): string[] =>
  names.flatMap((name) => suffixes.map((suffix) => `${name}${suffix}`));

const namesInGraphQL = ({ singular, plural }: TypeNames): GraphQLNames => {
  const pascal = toPascalCase(singular);
  return {
    types: suffixed([pascal], SUFFIXES),
    queries: [...suffixed([toCamelCase(plural)], ['', '_connection']), toCamelCase(singular)],
    mutations: ['create', 'update', 'delete'].map((action) => `${action}${pascal}`),
  };
};

/** The first of those taken that is among the names, in whatever case. */
const clashOf = (names: readonly string[], taken: readonly string[]): string | undefined => {
  const lower = new Set(names.map((name) => name.toLowerCase()));
  return taken.find((name) => lower.has(name.toLowerCase()));
};

/**
 * @param types that may be newer than `schema.graphql`
 * @throws {NewTypeError} when GraphQL has a type, a query or a mutation of a name of the new type
 */
export const assertGraphQLIsFree = (
  root: string,
  names: TypeNames,
  types: readonly ExistingType[],
): void => {
  const served = servedNames(root);
  const added = types.map(({ info }) => toPascalCase(info.singularName));
  const taken = suffixed(
    [...served.types, ...UNUSED_TYPES, ...added],
    [...SUFFIXES, 'FilterInput', 'Morph'],
  );
  const wanted = namesInGraphQL(names);
  const clash =
    clashOf(wanted.types, taken) ??
    clashOf(wanted.queries, served.queries) ??
    clashOf(wanted.mutations, served.mutations);
  if (!clash) return;
  throw new NewTypeError(
    `"${names.singular}" cannot be the name of a content type: GraphQL has "${clash}" already. Choose another name. If what had that one is gone, write schema.graphql anew first, with "npm run schema".`,
  );
};
