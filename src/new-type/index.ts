import path from 'node:path';
import { existsSync } from 'node:fs';
import { assertFirstEntryIsPossible, parseAttributes } from './attributes';
import { assertNamesAreFree, existingTypes } from './existing-types';
import { filesOf, type NewFile } from './files';
import { namesOf, NewTypeError } from './names';
import { assertGraphQLIsFree, assertTableIsFree } from './taken-names';

export { type NewFile } from './files';
export { NewTypeError } from './names';
export { writeAll } from './write';

export interface NewTypeOrder {
  /** e.g. `Award` or `film-award`. */
  name: string;
  /** Each `name:kind`, with `!` when mandatory; see {@link parseAttributes}. */
  attributes: readonly string[];
  /** Where English does not form it by its rules. */
  plural?: string;
}

/**
 * The files of a new content type: its schema, its permissions, a test, whom its endpoints are for, and
 * a page of the docs. Nothing is written.
 *
 * @param root of the project, which the names must not clash with
 * @throws {NewTypeError} that says what is wrong with a name or an attribute
 */
export const planNewType = (root: string, order: NewTypeOrder): NewFile[] => {
  const types = existingTypes(root);
  const names = namesOf(order.name, order.plural);
  assertNamesAreFree(names, types);
  assertTableIsFree(root, names);
  assertGraphQLIsFree(root, names, types);
  if (existsSync(path.join(root, 'src', 'api', names.singular))) {
    throw new NewTypeError(`src/api/${names.singular} is there already. Choose another name.`);
  }
  // Also itself: a sequel is a movie.
  const targets = [...types.map(({ name }) => name), names.singular];
  const attributes = parseAttributes(order.attributes, targets);
  assertFirstEntryIsPossible(names.singular, attributes);
  return filesOf({ names, attributes }, types);
};
