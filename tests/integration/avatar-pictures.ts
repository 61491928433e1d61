import sharp, { type Sharp } from 'sharp';

/** Noise, so that it stays large enough to be cut in the middle. */
export const noise = (width: number, height: number): Sharp =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: 'grey',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  });

export const FORMATS = {
  jpeg: { mime: 'image/jpeg', ext: '.jpg' },
  png: { mime: 'image/png', ext: '.png' },
  webp: { mime: 'image/webp', ext: '.webp' },
  avif: { mime: 'image/avif', ext: '.avif' },
  gif: { mime: 'image/gif', ext: '.gif' },
} as const;

export type Format = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as Format[];

/** Larger than a thumbnail, so that one is made. */
export const picture = (format: Format | 'tiff' = 'png'): Promise<Buffer> =>
  noise(300, 200)[format]().toBuffer();

const plain = (width: number, height: number, background: string): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();

/** A small file of very many pixels. */
export const hugePicture = (width: number, height: number): Promise<Buffer> =>
  plain(width, height, 'red');

/** Every frame is small, all of them together are not: 20 megapixels. */
export const hugeAnimation = async (): Promise<Buffer> => {
  const frames = await Promise.all(
    Array.from({ length: 5 }, (_, index) => plain(2000, 2000, index % 2 ? 'red' : 'blue')),
  );
  return sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
};

/** A PNG of exactly so many bytes: what follows its end is ignored. */
export const pictureOfSize = async (bytes: number): Promise<Buffer> => {
  const png = await picture('png');
  return Buffer.concat([png, Buffer.alloc(bytes - png.length)]);
};

export const SVG = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
);

export const HTML = Buffer.from('<!doctype html><script>alert(1)</script>');
