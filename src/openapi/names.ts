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

/** Of two types of one name, the one that comes first here has it. */
const PRECEDENCE = ['api', 'plugin'];

const rankOf = ({ uid }: Model): number => {
  const rank = PRECEDENCE.indexOf(uid.split('::')[0] ?? '');
  return rank === -1 ? PRECEDENCE.length : rank;
};

/**
 * The name of the schema of each content type, by uid: that of the type, `Movie`. Where one of Strapi's
 * has the name of one of the project or of a plugin, its own comes before it: `AdminUser`.
 */
export const schemaNames = (models: readonly Model[]): Map<string, string> => {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { uid, info } of [...models].sort((one, other) => rankOf(one) - rankOf(other))) {
    const short = pascalCase(info.singularName ?? uid);
    const name = taken.has(short) ? pascalCase(uid) : short;
    taken.add(name);
    names.set(uid, name);
  }
  return names;
};
