import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';

type Fragments = ReadonlyMap<string, SelectionSetNode>;

const fragmentsOf = ({ definitions }: DocumentNode): Fragments =>
  new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION
        ? [[definition.name.value, definition.selectionSet]]
        : [],
    ),
  );

/**
 * How many selections (fields and fragments) a document would have if each fragment was written out
 * where it is used: of all its operations and fragments, the greatest number. It is infinite for
 * fragments that contain themselves, and for documents of more than `maxLevels` levels.
 *
 * Rules that follow each use of a fragment, as the depth limit does, take as many steps; thirty lines
 * can ask for a thousand million, and thousands of levels exhaust the stack. Counting takes one step
 * per line: a fragment's size is known once.
 */
export const writtenSize = (document: DocumentNode, maxLevels: number): number => {
  const fragments = fragmentsOf(document);
  const sizes = new Map<string, number>();

  const fragmentSize = (name: string, level: number): number => {
    const fragment = fragments.get(name);
    if (!fragment) return 0;
    const known = sizes.get(name);
    if (known !== undefined) return known;
    // What it is while it is being counted, which only a fragment within itself meets.
    sizes.set(name, Infinity);
    const size = sizeOf(fragment, level);
    sizes.set(name, size);
    return size;
  };

  const sizeOf = (set: SelectionSetNode | undefined, level = 1): number => {
    if (level > maxLevels) return Infinity;
    let size = 0;
    for (const selection of set?.selections ?? []) {
      size +=
        selection.kind === Kind.FRAGMENT_SPREAD
          ? 1 + fragmentSize(selection.name.value, level + 1)
          : 1 + sizeOf(selection.selectionSet, level + 1);
    }
    return size;
  };

  const sets = document.definitions.map((definition) =>
    'selectionSet' in definition ? definition.selectionSet : undefined,
  );
  return sets.reduce((greatest, set) => Math.max(greatest, sizeOf(set)), 0);
};
