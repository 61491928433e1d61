import sharp, { type Sharp } from 'sharp';
import { FORMAT_NAMES, FORMATS, picture } from './avatar-pictures';
import { cleanUpAvatars, namesOf, onDisk, storedFiles } from './avatar-storage';
import { animation, archive, gifWithPage, plain, sidewaysWithPosition } from './pictures-corpus';
import { contentOf, DOORS, overRest, sendFiles, store } from './pictures-uploads';

cleanUpAvatars();

/** The colour at a place, as the numbers are written, whatever the profile says they mean. */
const colourAt = async (content: Buffer, left: number, top: number): Promise<number[]> => {
  const pixel = sharp(content, { ignoreIcc: true }).extract({ left, top, width: 1, height: 1 });
  return [...(await pixel.removeAlpha().raw().toBuffer())];
};

const isNear = (found: readonly number[], wanted: readonly number[], by = 12): boolean =>
  found.every((value, index) => Math.abs(value - (wanted[index] ?? NaN)) < by);

/** Noise would need more than a placeholder has; this has shapes like a picture. */
const scene = (width: number, height: number): Sharp =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
        <rect width="100%" height="100%" fill="navy"/><circle cx="50%" cy="40%" r="20%" fill="gold"/>
        <rect y="70%" width="100%" height="30%" fill="darkgreen"/></svg>`,
    ),
  ).removeAlpha();

describe.each(DOORS)('what is stored over %s', (_door, open) => {
  it('is upright, without position, words and orientation', async () => {
    const content = await sidewaysWithPosition();
    expect((await sharp(content).metadata()).exif).toBeDefined();
    const file = await store(await open(), { content, name: 'a.jpg', type: 'image/jpeg' });

    expect(file).toMatchObject({ width: 600, height: 300 });
    for (const object of [file, ...Object.values(file.formats ?? {})]) {
      const stored = await contentOf(object);
      const { exif, xmp, iptc, orientation, width, height } = await sharp(stored).metadata();
      expect({ exif, xmp, iptc, orientation }).toEqual({});
      expect(stored.includes('hidden words')).toBe(false);
      expect({ width, height }).toEqual({ width: object.width, height: object.height });
      const middle = Math.floor(height / 2);
      expect(isNear(await colourAt(stored, 5, middle), [255, 0, 0])).toBe(true);
      expect(isNear(await colourAt(stored, width - 5, middle), [0, 0, 255])).toBe(true);
    }
  });

  it.each(FORMAT_NAMES)(
    'is a %s for a picture of that kind, whatever it is called',
    async (format) => {
      const file = await store(await open(), {
        content: await picture(format),
        name: 'photo.php',
        type: 'application/x-httpd-php',
      });

      expect(file).toMatchObject({ ...FORMATS[format], name: `photo${FORMATS[format].ext}` });
      const { compression, format: found } = await sharp(await contentOf(file)).metadata();
      expect(compression === 'av1' ? 'avif' : found).toBe(format);
    },
  );

  it.each(['png', 'webp', 'avif'] as const)(
    'of a %s has no position and no words',
    async (format) => {
      const content = await plain(300, 300)
        .withExif({
          IFD0: { Copyright: 'hidden words' },
          IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' },
        })
        .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">hidden words</x:xmpmeta>')
        [format]()
        .toBuffer();
      expect((await sharp(content).metadata()).exif).toBeDefined();
      const file = await store(await open(), { content });

      for (const object of [file, ...Object.values(file.formats ?? {})]) {
        const stored = await contentOf(object);
        const { exif, xmp } = await sharp(stored).metadata();
        expect({ exif, xmp }).toEqual({});
        expect(stored.includes('hidden words')).toBe(false);
      }
    },
  );

  it.each([
    ['a JPEG with an archive', async () => [await picture('jpeg'), archive()]],
    ['a PNG with an archive', async () => [await picture('png'), archive()]],
    ['a GIF with a page', async () => [await gifWithPage()]],
  ])('has nothing of what is no part of the picture in %s', async (_what, make) => {
    const content = Buffer.concat(await make());
    expect(content.includes('hidden words')).toBe(true);
    const stored = await contentOf(await store(await open(), { content }));

    expect(stored.includes('hidden words')).toBe(false);
    expect(stored.includes('PK\x03\x04')).toBe(false);
  });
});

describe('a stored picture', () => {
  it.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'of the kind %s keeps its colour profile, and its colours as they are written',
    async (format) => {
      const content = await plain(300, 200, 'rgb(200, 30, 40)')
        .withIccProfile('p3')
        [format]({ quality: 95 })
        .toBuffer();
      const stored = await contentOf(await store(await overRest(), { content }));

      const [before, after] = [await sharp(content).metadata(), await sharp(stored).metadata()];
      expect(after.icc).toEqual(before.icc);
      expect(isNear(await colourAt(stored, 9, 9), await colourAt(content, 9, 9))).toBe(true);
    },
  );

  it('for print is made one for screens', async () => {
    const content = await plain(300, 200)
      .toColourspace('cmyk')
      .withIccProfile('cmyk')
      .jpeg()
      .toBuffer();
    expect((await sharp(content).metadata()).space).toBe('cmyk');
    const stored = await contentOf(await store(await overRest(), { content }));

    expect((await sharp(stored).metadata()).space).toBe('srgb');
    expect(isNear(await colourAt(stored, 9, 9), [223, 31, 28])).toBe(true);
  });

  it.each(['gif', 'webp'] as const)('of the kind %s keeps its animation', async (format) => {
    const file = await store(await overRest(), { content: await animation(format) });

    expect(file).toMatchObject({ width: 300, height: 300 });
    for (const object of [file, file.formats?.thumbnail]) {
      const stored = await contentOf(object ?? { url: '' });
      const { pages, delay, loop } = await sharp(stored, { animated: true }).metadata();
      expect({ pages, delay, loop }).toEqual({ pages: 3, delay: [120, 120, 120], loop: 2 });
    }
  });

  it.each(FORMAT_NAMES)('of the kind %s has the formats that it exceeds', async (format) => {
    const content = await plain(1800, 900)[format]().toBuffer();
    const file = await store(await overRest(), { content });
    const sizes = Object.entries(file.formats ?? {}).map(([key, { width, height }]) => [
      key,
      [width, height],
    ]);

    expect(Object.fromEntries(sizes)).toEqual({
      thumbnail: [245, 122],
      small: [500, 250],
      medium: [750, 375],
      large: [1000, 500],
      xlarge: [1600, 800],
    });
    for (const object of Object.values(file.formats ?? {})) {
      const { width, height } = await sharp(await contentOf(object)).metadata();
      expect({ width, height }).toEqual({ width: object.width, height: object.height });
    }
    expect((await onDisk()).sort()).toEqual(namesOf(await storedFiles()));
  });

  it('that is small has no formats', async () => {
    const file = await store(await overRest(), { content: await plain(90, 90).png().toBuffer() });

    expect(file.formats).toBeNull();
  });
});

describe('a placeholder', () => {
  it.each(FORMAT_NAMES)('of a %s is a small picture of the same shape', async (format) => {
    const content = await scene(1200, 800)[format]().toBuffer();
    const { placeholder } = await store(await overRest(), { content });

    expect(placeholder?.length).toBeLessThan(500);
    const [head, data = ''] = placeholder?.split(',') ?? [];
    expect(head).toBe('data:image/webp;base64');
    const decoded = Buffer.from(data, 'base64');
    expect(await sharp(decoded).metadata()).toMatchObject({
      format: 'webp',
      width: 20,
      height: 13,
    });
    const [sky, ground] = [await colourAt(decoded, 1, 1), await colourAt(decoded, 10, 12)];
    expect(isNear(sky, [0, 0, 128], 40)).toBe(true);
    expect(isNear(ground, [0, 100, 0], 40)).toBe(true);
  });
});

describe('a picture that replaces another', () => {
  it.each(DOORS)('over %s has its address, and becomes of its kind', async (_door, open) => {
    const door = await open();
    const file = await store(door, { content: await picture('png') });
    const content = await plain(800, 400, 'blue').jpeg().toBuffer();
    const { status, body } = await sendFiles(
      door,
      [{ content, name: 'b.jpg', type: 'image/jpeg' }],
      `?id=${file.id}`,
    );

    expect(status).toBeLessThan(300);
    const [stored] = await storedFiles();
    expect(stored).toMatchObject({
      ...FORMATS.png,
      url: file.url,
      name: 'b.png',
      width: 800,
      placeholder: body.placeholder,
    });
    expect(body.placeholder).not.toBe(file.placeholder);
    expect((await sharp(await contentOf(file)).metadata()).format).toBe('png');
    expect((await onDisk()).sort()).toEqual(namesOf(await storedFiles()));
  });

  it('has white where a JPEG cannot be transparent', async () => {
    const door = await overRest();
    const file = await store(door, { content: await picture('jpeg') });
    const background = { r: 0, g: 0, b: 0, alpha: 0 };
    const content = await sharp({ create: { width: 300, height: 300, channels: 4, background } })
      .png()
      .toBuffer();
    const { status } = await sendFiles(door, [{ content }], `?id=${file.id}`);

    expect(status).toBe(200);
    expect(isNear(await colourAt(await contentOf(file), 9, 9), [255, 255, 255])).toBe(true);
  });

  it('is refused when it would lose its animation', async () => {
    const door = await overRest();
    const file = await store(door, { content: await picture('jpeg') });
    const content = await animation('gif');
    const { status, body } = await sendFiles(door, [{ content }], `?id=${file.id}`);

    expect(status).toBe(400);
    expect(body.error.message).toBe(
      'The picture has 3 frames, and a JPEG has one. Send one without animation, or upload it as a new file.',
    );
    expect((await storedFiles())[0]).toMatchObject({ mime: 'image/jpeg', name: file.name });
  });
});
