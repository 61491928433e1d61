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

  const failureOf = async (content: Buffer, output: string): Promise<unknown> => {
    const filepath = path.join(folder, 'received');
    await writeFile(filepath, content);
    return normalizeImage(
      { filepath, originalFilename: 'a.png', size: content.length },
      { format: 'png', frames: 1 },
      { target: 'png', output: path.join(folder, output), maxPixels: 10_000 },
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

  it('does not blame the picture when the disk cannot be written', async () => {
    const failure = await failureOf(await picture(), 'no-such-folder/written');

    expect(failure).toBeInstanceOf(Error);
    expect(failure).not.toBeInstanceOf(errors.ValidationError);
  });
});
