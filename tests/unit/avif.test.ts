import fc from 'fast-check';
import sharp from 'sharp';
import { MalformedError, readDecodingWork } from '../../src/images/avif';
import { lyingAvif } from '../integration/pictures-corpus';

type Colour = string | { r: number; g: number; b: number; alpha: number };

const avif = (width: number, height: number, background: Colour = 'red') =>
  sharp({ create: { width, height, channels: typeof background === 'string' ? 3 : 4, background } })
    .avif({ effort: 0 })
    .toBuffer();

describe('the work to decode an AVIF', () => {
  it.each([
    [1, 1],
    [300, 200],
    [4097, 33],
  ])('is that of its pixels: %i × %i', async (width, height) => {
    const pixels = width * height;
    expect(readDecodingWork(await avif(width, height))).toEqual({ largest: pixels, total: pixels });
  });

  it('is that of picture and transparency', async () => {
    const content = await avif(300, 200, { r: 9, g: 9, b: 9, alpha: 0.5 });
    expect(readDecodingWork(content)).toEqual({ largest: 60_000, total: 120_000 });
  });

  it('is that of what is coded, whatever the container says', async () => {
    const content = await lyingAvif(1000);
    expect((await sharp(content).metadata()).width).toBe(100);
    expect(readDecodingWork(content)).toEqual({ largest: 1_000_000, total: 1_000_000 });
  });

  it('is known or refused, whatever is changed in a file and wherever it ends', async () => {
    const content = await avif(300, 200, { r: 9, g: 9, b: 9, alpha: 0.5 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(content.length - 1), fc.nat(255)), { maxLength: 6 }),
        fc.nat(content.length),
        (changes, length) => {
          const changed = Buffer.from(content.subarray(0, length));
          for (const [at, byte] of changes) if (at < length) changed[at] = byte;
          try {
            expect(readDecodingWork(changed).largest).toBeGreaterThanOrEqual(0);
          } catch (error) {
            expect(error).toBeInstanceOf(MalformedError);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});
