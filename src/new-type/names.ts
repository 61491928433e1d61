import { contentTypes } from '@strapi/utils';
import pluralize from 'pluralize';

/** How a new type is called, each in lower-case letters with hyphens between words, and as a title. */
export interface TypeNames {
  /** e.g. `film-award` */
  singular: string;
  /** e.g. `film-awards`: its path in the content API. */
  plural: string;
  /** e.g. `Film award` */
  title: string;
}

/** What is called wrongly, and how to call it; told to whoever ran the command. */
export class NewTypeError extends Error {
  override name = 'NewTypeError';
}

/** Paths and GraphQL names that Strapi and this project serve, beside the types of `src/api`. */
const SERVED = new Set([
  ...['admin', 'api', 'auth', 'connect', 'content-type-builder', 'docs', 'email', 'error', 'file'],
  ...['graphql', 'i18n', 'me', 'mutation', 'openapi', 'pagination', 'permission', 'permissions'],
  ...['query', 'role', 'roles', 'search', 'subscription', 'upload', 'uploads', 'user', 'users'],
  'users-permissions',
]);

const SHAPE = /^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/;

/** PostgreSQL cuts longer names, and Strapi appends to those of tables. */
const MAX_LENGTH = 40;

/** `film-award` for `FilmAward`, `filmAward` and `Film-Award`. */
const toKebabCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    // Where GraphQL begins a word, too.
    .replace(/([0-9])([A-Za-z])/g, '$1-$2')
    .toLowerCase();

/** `filmAward` for `film-award`. */
export const toCamelCase = (kebab: string): string =>
  kebab.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());

/** `FilmAward` for `film-award`: its name in GraphQL. */
export const toPascalCase = (kebab: string): string =>
  toCamelCase(kebab).replace(/^./, (letter) => letter.toUpperCase());

const shaped = (name: string, what: string): string => {
  if (!SHAPE.test(name)) {
    throw new NewTypeError(
      `"${name}" cannot be ${what}. Use the letters A to Z, digits after the first, and hyphens between words, as in Award or film-award.`,
    );
  }
  if (name.length > MAX_LENGTH) {
    throw new NewTypeError(
      `"${name}" cannot be ${what}: it is longer than ${MAX_LENGTH} characters.`,
    );
  }
  const kebab = toKebabCase(name);
  // Where a name is looked up, every JavaScript object has an answer to some of them.
  const isOfObjects = toCamelCase(kebab) in Object.prototype;
  if (isOfObjects || SERVED.has(kebab) || contentTypes.isReservedModelName(kebab)) {
    throw new NewTypeError(
      `"${name}" cannot be ${what}: JavaScript, Strapi or Reelbase has something of this name already. Choose another.`,
    );
  }
  return kebab;
};

/** @throws {NewTypeError} where English has no plural of it that could be told from the name */
const pluralOf = (name: string, singular: string): string => {
  if (/\d$/.test(singular)) {
    throw new NewTypeError(
      `"${name}" ends with a digit, which has no plural. Give one with --plural.`,
    );
  }
  const plural = pluralize(singular);
  const one = pluralize.singular(singular);
  if (plural === singular && one !== singular) {
    throw new NewTypeError(
      `"${name}" is a plural. Write ${toPascalCase(one)}, or give its own plural with --plural.`,
    );
  }
  return plural;
};

/**
 * The names of a new type.
 *
 * @param plural where English does not form it by its rules
 * @throws {NewTypeError} for a name that Strapi, PostgreSQL or GraphQL would not take
 */
export const namesOf = (name: string, plural?: string): TypeNames => {
  const singular = shaped(name, 'the name of a content type');
  const plurals = shaped(plural ?? pluralOf(name, singular), 'the plural of a content type');
  if (singular === plurals) {
    throw new NewTypeError(
      `"${name}" is its own plural, and a content type needs two names. Give another with --plural.`,
    );
  }
  const words = singular.replaceAll('-', ' ');
  return { singular, plural: plurals, title: words.charAt(0).toUpperCase() + words.slice(1) };
};
