import sharp from 'sharp';
import { picture, pictureOfSize, FORMAT_NAMES, FORMATS, HTML, SVG } from './avatar-pictures';
import {
  cleanUpAvatars,
  expectNothingLeft,
  namesOf,
  onDisk,
  storedFiles,
  temporaryFiles,
  waitFor,
  whileReplaced,
  provider,
} from './avatar-storage';
import { animation, bomb, lyingAvif, plain } from './pictures-corpus';
import { contentOf, DOORS, overRest, type Sent, sendFiles, store } from './pictures-uploads';

const MEGABYTE = 1024 * 1024;

const ACCEPTED = 'JPEG, PNG, WebP, AVIF and GIF pictures are accepted.';

cleanUpAvatars();

interface Refused extends Sent {
  message: string;
  status?: number;
}

const heic = (): Buffer =>
  Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(200)]);

const CORPUS: [string, () => Refused | Promise<Refused>][] = [
  ['a page', () => ({ content: HTML, message: `"picture.png" is not a picture. ${ACCEPTED}` })],
  [
    'a page that says what it is',
    () => ({
      content: HTML,
      name: 'page.html',
      type: 'text/html',
      message: `"page.html" is not a picture. ${ACCEPTED}`,
    }),
  ],
  [
    'an SVG',
    () => ({
      content: SVG,
      name: 'drawing.svg',
      type: 'image/svg+xml',
      message: `"drawing.svg" is of the kind "svg". ${ACCEPTED}`,
    }),
  ],
  [
    'an SVG called a PNG',
    () => ({ content: SVG, message: `"picture.png" is of the kind "svg". ${ACCEPTED}` }),
  ],
  [
    'a TIFF',
    async () => ({
      content: await picture('tiff'),
      name: 'scan.tiff',
      type: 'image/tiff',
      message: `"scan.tiff" is of the kind "tiff". ${ACCEPTED}`,
    }),
  ],
  [
    'a HEIC',
    () => ({
      content: heic(),
      name: 'phone.heic',
      type: 'image/heic',
      message: `"phone.heic" is of the kind "heic". ${ACCEPTED}`,
    }),
  ],
  [
    'a BMP',
    () => ({
      content: Buffer.concat([Buffer.from('BM'), Buffer.alloc(80)]),
      message: `"picture.png" is of the kind "bmp". ${ACCEPTED}`,
    }),
  ],
  [
    'a PDF',
    () => ({
      content: Buffer.from('%PDF-1.7\n'),
      name: 'a.pdf',
      type: 'application/pdf',
      message: `"a.pdf" is of the kind "pdf". ${ACCEPTED}`,
    }),
  ],
  [
    'a text of no type and no extension',
    () => ({
      content: Buffer.from('words'),
      name: 'words',
      type: 'application/octet-stream',
      message: `"words" is not a picture. ${ACCEPTED}`,
    }),
  ],
  ...FORMAT_NAMES.map((format): [string, () => Promise<Refused>] => [
    `a ${format} that is cut off`,
    async () => {
      const content = await picture(format);
      const name = `cut${FORMATS[format].ext}`;
      return {
        content: content.subarray(0, Math.floor(content.length * 0.7)),
        name,
        message: `"${name}" is damaged or not complete. ${ACCEPTED}`,
      };
    },
  ]),
  [
    'a bomb of 900 megapixels',
    () => ({
      content: bomb(),
      message:
        '"picture.png" has 900 megapixels, and may have at most 50 megapixels. Send a smaller one.',
    }),
  ],
  [
    'an AVIF that hides how large it is',
    async () => ({
      content: await lyingAvif(),
      name: 'small.avif',
      type: 'image/avif',
      message:
        '"small.avif" has 51.9 megapixels, and may have at most 50 megapixels. Send a smaller one.',
    }),
  ],
  [
    'more than a thousand frames',
    async () => ({
      content: await animation('gif', { frames: 1001, side: 4 }),
      message: '"picture.png" has 1001 frames, and may have at most 1000. Send a shorter one.',
    }),
  ],
  [
    'more than 10 MB',
    async () => ({
      content: await pictureOfSize(10 * MEGABYTE + 1),
      status: 413,
      message: '"picture.png" is too large: a picture may have at most 10 MB. Send a smaller one.',
    }),
  ],
];

describe.each(DOORS)('over %s', (_door, open) => {
  it.each(CORPUS)('%s is refused, and nothing of it is left', async (_what, make) => {
    const { message, status = 400, ...file } = await make();
    const before = await temporaryFiles();
    const answer = await sendFiles(await open(), [file]);

    expect({ status: answer.status, message: answer.body.error?.message }).toEqual({
      status,
      message,
    });
    await expectNothingLeft();
    await waitFor(async () => (await temporaryFiles()).every((name) => before.includes(name)));
  });

  it('one wrong file among several refuses all of them', async () => {
    const { status, body } = await sendFiles(await open(), [
      { content: await picture() },
      { content: HTML, name: 'page.html', type: 'text/html' },
      { content: await picture() },
    ]);

    expect(status).toBe(400);
    expect(body.error.message).toBe(`"page.html" is not a picture. ${ACCEPTED}`);
    await expectNothingLeft();
  });

  it('a replacement that is refused leaves the file as it was', async () => {
    const door = await open();
    const file = await store(door, { content: await picture() });
    const [before] = await storedFiles();
    const content = await contentOf(file);
    const { status } = await sendFiles(door, [{ content: HTML }], `?id=${file.id}`);

    expect(status).toBe(400);
    expect(await storedFiles()).toEqual([before]);
    expect(await contentOf(file)).toEqual(content);
    expect((await onDisk()).sort()).toEqual(namesOf(await storedFiles()));
  });
});

it('a replacement that its kind cannot hold is refused', async () => {
  const door = await overRest();
  const file = await store(door, { content: await picture('webp'), name: 'a.webp' });
  const content = await plain(16_384, 10).png().toBuffer();
  const { status, body } = await sendFiles(door, [{ content }], `?id=${file.id}`);

  expect({ status, message: body.error.message }).toEqual({
    status: 400,
    message:
      'The picture is 16384 × 10 pixels large, and no side of a WEBP has more than 16383. Send a smaller one, or upload it as a new file.',
  });
});

describe('an upload', () => {
  it('of several pictures is undone when storage fails for a later one', async () => {
    const door = await overRest();
    const { uploadStream } = provider();
    await whileReplaced(
      provider(),
      {
        uploadStream: (file) =>
          file.hash.startsWith('second')
            ? Promise.reject(new Error('storage is full'))
            : uploadStream(file),
      },
      async () => {
        const { status } = await sendFiles(door, [
          { content: await picture(), name: 'first.png' },
          { content: await picture(), name: 'second.png' },
        ]);
        expect(status).toBe(500);
      },
    );

    await expectNothingLeft();
  });

  it('that is far too large is not written to the disk', async () => {
    const before = await temporaryFiles();
    const { status, body } = await sendFiles(await overRest(), [
      { content: Buffer.alloc(101 * MEGABYTE) },
    ]).catch((error: unknown) => ({ status: 413, body: { error: { message: String(error) } } }));

    expect(status).toBe(413);
    expect(body.error.message).toMatch(/The form is too large|ECONNRESET|EPIPE/);
    await expectNothingLeft();
    await waitFor(async () => (await temporaryFiles()).every((name) => before.includes(name)));
  });

  it('of exactly 10 MB and 50 megapixels is accepted', async () => {
    const content = await plain(10_000, 5_000).jpeg().toBuffer();
    const file = await store(await overRest(), {
      content: Buffer.concat([content, Buffer.alloc(10 * MEGABYTE - content.length)]),
    });

    expect(file).toMatchObject({ width: 10_000, height: 5_000, mime: 'image/jpeg', ext: '.jpg' });
    expect((await contentOf(file)).length).toBeLessThan(MEGABYTE);
  });

  it('of pictures at once, more than are decoded at a time, stores each of them', async () => {
    const door = await overRest();
    const content = await sharp(await picture('jpeg'))
      .resize(2000)
      .jpeg()
      .toBuffer();
    const files = await Promise.all(Array.from({ length: 8 }, () => store(door, { content })));

    expect(new Set(files.map(({ hash }) => hash)).size).toBe(8);
    expect((await onDisk()).sort()).toEqual(namesOf(await storedFiles()));
  });
});
