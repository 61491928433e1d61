/** Thrown for a file that is not built as its format says. */
export class MalformedError extends Error {
  override name = 'MalformedError';
}

const SIZES = new Set([0, 1, 2, 4, 8]);

/** Reads big-endian numbers one after the other. @throws {MalformedError} beyond the end */
export class Reader {
  constructor(
    private readonly data: Buffer,
    public offset = 0,
  ) {}

  /** A number of 0, 1, 2, 4 or 8 bytes. */
  number(size: number): number {
    if (!SIZES.has(size)) throw new MalformedError(`It has numbers of ${size} bytes`);
    const bytes = this.bytes(size);
    if (size === 0) return 0;
    return size === 8 ? Number(bytes.readBigUInt64BE()) : bytes.readUIntBE(0, size);
  }

  bytes(size: number): Buffer {
    const end = this.offset + size;
    if (end > this.data.length) throw new MalformedError('It ends too early');
    const bytes = this.data.subarray(this.offset, end);
    this.offset = end;
    return bytes;
  }

  get rest(): number {
    return this.data.length - this.offset;
  }
}

/** A box of ISO 14496-12, the container of AVIF: its kind, four letters, and what is in it. */
export interface Box {
  type: string;
  content: Buffer;
}

/** A size of 0 says that the box goes on to the end, one of 1 that the size has 8 bytes and follows. */
const contentSize = (reader: Reader, size: number): number => {
  if (size === 0) return reader.rest;
  return size === 1 ? reader.number(8) - 16 : size - 8;
};

/** @throws {MalformedError} */
export const readBoxes = (data: Buffer): Box[] => {
  const reader = new Reader(data);
  const boxes: Box[] = [];
  while (reader.rest > 0) {
    const size = reader.number(4);
    const type = reader.bytes(4).toString('latin1');
    const content = contentSize(reader, size);
    if (content < 0) throw new MalformedError(`The box "${type}" is smaller than its head`);
    boxes.push({ type, content: reader.bytes(content) });
  }
  return boxes;
};

/** The only box of its kind, if there is any. @throws {MalformedError} when there are several */
export const onlyBox = (boxes: readonly Box[], type: string): Buffer | undefined => {
  const [box, ...more] = boxes.filter((candidate) => candidate.type === type);
  if (more.length > 0) throw new MalformedError(`It has several boxes "${type}"`);
  return box?.content;
};
