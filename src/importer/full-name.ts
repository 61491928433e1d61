/** Particles that open a last name however they are written: `Robert De Niro`, `Lars von Trier`. */
const PARTICLES = new Set(
  'da de dei del della delle dello den der di du el al la las le lo los st st. van vander von'.split(
    ' ',
  ),
);

/** Particles only when written small, because capitalized they are given names: `Ben`, `Do`, `Ten`. */
const SMALL_PARTICLES = new Set(
  "af av ben bin bint bo das do dos e ibn ter ten tot the 't zu zum zur".split(' '),
);

/** Join two family names into one last name: `José Ortega y Gasset`. */
const CONJUNCTIONS = new Set(['y', 'i']);

const SUFFIX = /^(?:jr\.?|sr\.?|II|III|IV)$/i;

/** A person's name as Person keeps it. */
export interface FullName {
  firstName: string;
  lastName?: string;
}

/**
 * Splits a full name in Western order. The last name is the last word together with the particles
 * before it (`von Donnersmarck`) and the suffix after it (`Cherry III`); a single word is a first
 * name. First name, a space and last name give back the full name, in NFC with single spaces.
 *
 * @param full a name that is not blank; a blank one gives an empty `firstName`.
 */
export function splitFullName(full: string): FullName {
  const words = full.normalize('NFC').trim().split(/\s+/);
  const start = lastNameStart(words);
  const firstName = words.slice(0, start).join(' ');
  return start < words.length
    ? { firstName, lastName: words.slice(start).join(' ') }
    : { firstName };
}

/** Where the last name begins; never at 0, since every person has a first name. */
function lastNameStart(words: string[]): number {
  const hasSuffix = SUFFIX.test(words.at(-1) ?? '');
  const family = words.length - (hasSuffix ? 2 : 1);
  const opening = words.findIndex((word, at) => at > 0 && at < family && opensLastName(word));
  if (opening < 0) return Math.max(1, family);
  const joins = CONJUNCTIONS.has(words[opening] ?? '');
  return Math.max(1, joins ? opening - 1 : opening);
}

function opensLastName(word: string): boolean {
  return PARTICLES.has(word.toLowerCase()) || SMALL_PARTICLES.has(word) || CONJUNCTIONS.has(word);
}
