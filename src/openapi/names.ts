import type { Model } from './schemas/model';

const words = (text: string): string[] => text.split(/[^A-Za-z0-9]+/).filter(Boolean);

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `movie-award` → `MovieAward`. */
export const pascalCase = (text: string): string => words(text).map(capitalized).join('');

/** `setPrimaryPhoto person` → `setPrimaryPhotoPerson`. */
export const camelCase = (text: string): string => {
  const name = pascalCase(text);
  return name.charAt(0).toLowerCase() + name.slice(1);
};

/** `favorites` → `Favorites`, `primary-photo` → `Primary photo`. */
export const title = (text: string): string => capitalized(words(text).join(' '));

/** Appended to the name of a type for the schemas that are generated for it. */
const DERIVED = ['', 'Input', 'Update', 'Field', 'Sort', 'Filters', 'Populate'];

/** The types of these plugins are what features describe endpoints with: they come first. */
const DESCRIBED_PLUGINS = ['plugin::upload', 'plugin::users-permissions'];

/** Of two types of one name, the one that comes first here has it. */
const PRECEDENCE = [...DESCRIBED_PLUGINS, 'api', 'plugin'];

const rankOf = ({ uid }: Model): number => {
  const owners = [uid.split('.')[0], uid.split('::')[0]];
  const rank = PRECEDENCE.findIndex((owner) => owners.includes(owner));
  return rank === -1 ? PRECEDENCE.length : rank;
};

/** `Movie`: the name of the schema of a type, unless something else has it. */
export const shortName = ({ uid, info }: Model): string => pascalCase(info.singularName ?? uid);

/** The first of a name, its alternatives and numbered ones after them that is free. */
export const firstFree = (names: readonly string[], isFree: (name: string) => boolean): string => {
  const free = names.find(isFree);
  if (free !== undefined) return free;
  const last = names.at(-1) ?? '';
  for (let number = 2; ; number += 1) {
    if (isFree(`${last}${number}`)) return `${last}${number}`;
  }
};

/** The short name may be the beginning of another with what is appended to it, which then gives way. */
const byPrecedence = (one: Model, other: Model): number =>
  rankOf(one) - rankOf(other) ||
  shortName(one).length - shortName(other).length ||
  (one.uid < other.uid ? -1 : 1);

const alternatives = (model: Model): string[] => [
  shortName(model),
  ...(model.uid.startsWith('api::') ? [`${shortName(model)}Entry`] : []),
  pascalCase(model.uid),
];

/**
 * The name of the schema of each content type, by uid: that of the type, `Movie`. Where a feature
 * describes a schema of this name, a type of the project is called `MovieEntry`, so that neither is lost.
 * Where another type has it, that of Strapi has its plugin before it: `AdminUser`.
 *
 * @param described names of the schemas that do not come from content types
 */
export const schemaNames = (
  models: readonly Model[],
  described: Iterable<string> = [],
): Map<string, string> => {
  const names = new Map<string, string>();
  const generated = new Set<string>();
  const reserved = new Set(described);
  for (const model of [...models].sort(byPrecedence)) {
    // Features describe other inputs than those that would be generated for these.
    const isDescribed = rankOf(model) < DESCRIBED_PLUGINS.length;
    const isFree = (name: string): boolean =>
      DERIVED.map((suffix) => `${name}${suffix}`).every(
        (full) => !generated.has(full) && (isDescribed || !reserved.has(full)),
      );
    const name = firstFree(alternatives(model), isFree);
    for (const suffix of DERIVED) generated.add(`${name}${suffix}`);
    names.set(model.uid, name);
  }
  return names;
};
