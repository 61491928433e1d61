import { MalformedError } from './boxes';
import { readCodedPicture } from './coded-picture';
import { type Item, readItems } from './items';

/** Kinds of items that hold no pixels of their own, or none that are decoded. */
const WITHOUT_PIXELS = new Set(['grid', 'iovl', 'iden', 'tmap', 'Exif', 'mime', 'uri ']);

/** What the decoder has to do for a file, as its coded pictures say. */
export interface DecodingWork {
  /** Pixels of the largest frame. */
  largest: number;
  /** Pixels of all frames of all items, as often as each is used. */
  total: number;
}

const workOf = ({ type, data, uses }: Item): DecodingWork => {
  if (WITHOUT_PIXELS.has(type)) return { largest: 0, total: 0 };
  if (type !== 'av01') throw new MalformedError(`It has an item of the type "${type}"`);
  const { pixels, frames } = readCodedPicture(data);
  return { largest: pixels, total: pixels * Math.max(1, frames) * Math.max(1, uses) };
};

/**
 * The work to decode an AVIF file. Its container says how large the picture is, and so does what is
 * coded in it; the decoder believes the latter, reserves memory for it, and compares the two when it
 * has decoded.
 *
 * @throws {MalformedError} for what is no AVIF file, or has parts of another codec
 */
export const readDecodingWork = (file: Buffer): DecodingWork => {
  const work = readItems(file)
    .map(workOf)
    .reduce(
      (sum, { largest, total }) => ({
        largest: Math.max(sum.largest, largest),
        total: sum.total + total,
      }),
      { largest: 0, total: 0 },
    );
  if (work.total === 0) throw new MalformedError('It has no picture');
  return work;
};

export { MalformedError };
