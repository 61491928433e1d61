import { type Box, MalformedError, onlyBox, readBoxes, Reader } from './boxes';

/** A part of the file: a picture, its transparency, a tile of it, or what is said about them. */
export interface Item {
  id: number;
  /** Four letters, e.g. `av01` for a coded picture and `grid` for one that is made of tiles. */
  type: string;
  data: Buffer;
  /** How often other items are made from it, as a grid is from its tiles. */
  uses: number;
}

/** Version of a box that has one; three bytes of flags follow it. */
const readVersion = (reader: Reader): number => {
  const version = reader.number(1);
  reader.bytes(3);
  return version;
};

const required = (boxes: readonly Box[], type: string): Buffer => {
  const content = onlyBox(boxes, type);
  if (!content) throw new MalformedError(`It has no box "${type}"`);
  return content;
};

const readTypes = (infoBox: Buffer): Map<number, string> => {
  const reader = new Reader(infoBox);
  const version = readVersion(reader);
  reader.number(version === 0 ? 2 : 4);
  const types = new Map<number, string>();
  for (const { content } of readBoxes(reader.bytes(reader.rest))) {
    const entry = new Reader(content);
    const id = entry.number(readVersion(entry) < 3 ? 2 : 4);
    entry.number(2);
    types.set(id, entry.bytes(4).toString('latin1'));
  }
  return types;
};

/** How often each item is an ingredient of another. */
const countUses = (referencesBox: Buffer | undefined): Map<number, number> => {
  const uses = new Map<number, number>();
  if (!referencesBox) return uses;
  const reader = new Reader(referencesBox);
  const idSize = readVersion(reader) === 0 ? 2 : 4;
  for (const { type, content } of readBoxes(reader.bytes(reader.rest))) {
    if (type !== 'dimg') continue;
    const references = new Reader(content);
    references.number(idSize);
    for (let left = references.number(2); left > 0; left -= 1) {
      const id = references.number(idSize);
      uses.set(id, (uses.get(id) ?? 0) + 1);
    }
  }
  return uses;
};

interface Sizes {
  id: number;
  offset: number;
  length: number;
  baseOffset: number;
  index: number;
  hasMethod: boolean;
}

const readSizes = (reader: Reader): Sizes => {
  const version = readVersion(reader);
  const [first, second] = [reader.number(1), reader.number(1)];
  return {
    id: version < 2 ? 2 : 4,
    offset: first >> 4,
    length: first & 15,
    baseOffset: second >> 4,
    index: version === 0 ? 0 : second & 15,
    hasMethod: version > 0,
  };
};

/** Where data are: in the file itself, or in the box `idat`. */
const SOURCES = ['file', 'idat'] as const;

type Sources = Record<(typeof SOURCES)[number], Buffer>;

/** @param budget bytes that may still be taken */
const readLocation = (reader: Reader, sizes: Sizes, sources: Sources, budget: number) => {
  const id = reader.number(sizes.id);
  const method = sizes.hasMethod ? reader.number(2) & 15 : 0;
  const name = SOURCES[method];
  if (!name) throw new MalformedError(`Item ${id} is kept where this cannot look`);
  reader.number(2);
  const base = reader.number(sizes.baseOffset);
  const extents: Buffer[] = [];
  let taken = 0;
  for (let left = reader.number(2); left > 0; left -= 1) {
    reader.number(sizes.index);
    const data = new Reader(sources[name], base + reader.number(sizes.offset));
    const length = reader.number(sizes.length);
    const extent = data.bytes(length === 0 ? data.rest : length);
    taken += extent.length;
    if (taken > budget) throw new MalformedError('Its items share data');
    extents.push(extent);
  }
  return { id, data: Buffer.concat(extents) };
};

/** @throws {MalformedError} also where items share data, which could make much of a small file */
export const readItems = (file: Buffer): Item[] => {
  const meta = new Reader(required(readBoxes(file), 'meta'));
  readVersion(meta);
  const boxes = readBoxes(meta.bytes(meta.rest));
  const types = readTypes(required(boxes, 'iinf'));
  const uses = countUses(onlyBox(boxes, 'iref'));

  const reader = new Reader(required(boxes, 'iloc'));
  const sizes = readSizes(reader);
  const sources = { file, idat: onlyBox(boxes, 'idat') ?? Buffer.alloc(0) };
  const items: Item[] = [];
  let budget = file.length;
  for (let left = reader.number(sizes.id); left > 0; left -= 1) {
    const { id, data } = readLocation(reader, sizes, sources, budget);
    budget -= data.length;
    items.push({ id, type: types.get(id) ?? '', data, uses: uses.get(id) ?? 0 });
  }
  return items;
};
