import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { errors } from '@strapi/utils';
import sharp from 'sharp';
import { normalizeImage } from '../../src/images/normalize';

describe('writing a picture anew', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'reelbase-normalize-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  const failureOf = async (content: Buffer, output: string, maxSeconds = 60): Promise<unknown> => {
    const filepath = path.join(folder, 'received');
    await writeFile(filepath, content);
    return normalizeImage(
      { filepath, originalFilename: 'a.png', size: content.length },
      { format: 'png', frames: 1, width: 90, height: 90 },
      { target: 'png', output: path.join(folder, output), maxPixels: 50_000_000, maxSeconds },
    ).catch((error: unknown) => error);
  };

  const picture = () =>
    sharp({ create: { width: 90, height: 90, channels: 3, background: 'red' } })
      .png()
      .toBuffer();

  it('blames the picture when it is not whole', async () => {
    const content = await picture();
    const failure = await failureOf(content.subarray(0, content.length - 40), 'written');

    expect(failure).toBeInstanceOf(errors.ValidationError);
  });

  it('gives up on a picture that takes too long', async () => {
    const side = 6000;
    const noise = sharp(randomBytes(side * side * 3), {
      raw: { width: side, height: side, channels: 3 },
    });
    const failure = await failureOf(await noise.png({ compressionLevel: 0 }).toBuffer(), 'slow', 1);

    expect(failure).toBeInstanceOf(errors.ValidationError);
    expect(String(failure)).toContain('cannot be read within 1 second');
  });

  it('does not blame the picture when the disk cannot be written', async () => {
    const failure = await failureOf(await picture(), 'no-such-folder/written');

    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(errors.ValidationError);
  });
});
