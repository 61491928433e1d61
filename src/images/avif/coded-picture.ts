import { MalformedError, Reader } from './boxes';

/** Numbers of any count of bits, the highest first. */
class Bits {
  private position = 0;

  constructor(private readonly data: Buffer) {}

  read(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left -= 1) {
      const byte = this.data[this.position >> 3];
      if (byte === undefined) throw new MalformedError('A sequence header ends too early');
      value = value * 2 + ((byte >> (7 - (this.position & 7))) & 1);
      this.position += 1;
    }
    return value;
  }

  flag(): boolean {
    return this.read(1) === 1;
  }

  /** `uvlc()`: as many bits as there were zeros before the first one. */
  skipVariable(): void {
    let zeros = 0;
    while (!this.flag()) zeros += 1;
    if (zeros < 32) this.read(zeros);
  }
}

/** `timing_info()` and `decoder_model_info()`. @returns bits of a delay, or 0 without that model */
const skipTiming = (bits: Bits): number => {
  if (!bits.flag()) return 0;
  bits.read(32);
  bits.read(32);
  if (bits.flag()) bits.skipVariable();
  if (!bits.flag()) return 0;
  const delayBits = bits.read(5) + 1;
  bits.read(32);
  bits.read(10);
  return delayBits;
};

const skipOperatingPoints = (bits: Bits, delayBits: number): void => {
  const hasDisplayDelay = bits.flag();
  for (let left = bits.read(5) + 1; left > 0; left -= 1) {
    bits.read(12);
    if (bits.read(5) > 7) bits.read(1);
    if (delayBits > 0 && bits.flag()) bits.read(2 * delayBits + 1);
    if (hasDisplayDelay && bits.flag()) bits.read(4);
  }
};

/** `sequence_header_obu()` up to the size. @returns the pixels of the largest frame it allows */
const readFramePixels = (data: Buffer): number => {
  const bits = new Bits(data);
  bits.read(3);
  bits.read(1);
  const isReduced = bits.flag();
  if (isReduced) bits.read(5);
  else skipOperatingPoints(bits, skipTiming(bits));
  const [widthBits, heightBits] = [bits.read(4) + 1, bits.read(4) + 1];
  const width = bits.read(widthBits) + 1;
  return width * (bits.read(heightBits) + 1);
};

const readSize = (reader: Reader): number => {
  let size = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = reader.number(1);
    size += (byte & 127) * 2 ** (7 * index);
    if (byte < 128) return size;
  }
  throw new MalformedError('A part of a coded picture has no size');
};

const SEQUENCE_HEADER = 1;
const FRAME_KINDS = new Set([3, 6]);

/** What it takes to decode a coded picture. */
export interface CodedPicture {
  /** Of its largest frame. */
  pixels: number;
  frames: number;
}

/**
 * Reads what the decoder will find in a coded picture: a series of OBUs as in the AV1 specification,
 * chapter 5.3.
 *
 * @throws {MalformedError}
 */
export const readCodedPicture = (data: Buffer): CodedPicture => {
  const reader = new Reader(data);
  const picture: CodedPicture = { pixels: 0, frames: 0 };
  while (reader.rest > 0) {
    const head = reader.number(1);
    const kind = (head >> 3) & 15;
    if (head & 4) reader.number(1);
    const content = reader.bytes(head & 2 ? readSize(reader) : reader.rest);
    if (kind === SEQUENCE_HEADER) {
      picture.pixels = Math.max(picture.pixels, readFramePixels(content));
    }
    if (FRAME_KINDS.has(kind)) picture.frames += 1;
  }
  if (picture.pixels === 0) throw new MalformedError('A coded picture has no size');
  return picture;
};
