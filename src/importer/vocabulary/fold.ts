/**
 * Folds a name for comparison: without case, accents, punctuation and repeated spaces, so that
 * `Côte d’Ivoire` and `COTE D'IVOIRE`, `U.S.A.` and `USA`, `Sci-Fi` and `sci fi` become equal.
 */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}.'’‘`]/gu, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/**
 * Indexes names by their folded form. Where two keys claim the same name, the first keeps it:
 * the order of `entries` is the order of precedence.
 */
export function indexByName(entries: Iterable<readonly [key: string, names: readonly string[]]>) {
  const index = new Map<string, string>();
  for (const [key, names] of entries) {
    for (const folded of names.map(foldName)) {
      if (!index.has(folded)) index.set(folded, key);
    }
  }
  return index;
}
