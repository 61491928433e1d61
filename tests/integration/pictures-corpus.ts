import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
};

/** A true PNG of 900 megapixels in a hundred kilobytes: black, one bit for each pixel. */
export const bomb = (side = 30_000): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const row = 1 + Math.ceil(side / 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(row * side))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** An AVIF whose container says that it has 100 × 100 pixels, and which has as many as asked for. */
export const lyingAvif = async (side = 7200): Promise<Buffer> => {
  const content = await plain(side, side).avif({ effort: 0 }).toBuffer();
  for (let at = content.indexOf('ispe'); at >= 0; at = content.indexOf('ispe', at + 1)) {
    content.writeUInt32BE(100, at + 8);
    content.writeUInt32BE(100, at + 12);
  }
  return content;
};

/** One colour, enough to be recognized after it was stored. */
export const plain = (width: number, height: number, background = 'red') =>
  sharp({ create: { width, height, channels: 3, background } });

/** Frames of different colours. */
export const animation = async (
  format: 'gif' | 'webp',
  { frames = 3, side = 300 } = {},
): Promise<Buffer> => {
  const pictures = await Promise.all(
    Array.from({ length: frames }, (_, index) =>
      plain(side, side, `rgb(${(index * 7) % 256}, ${(index * 31) % 256}, 99)`)
        .png()
        .toBuffer(),
    ),
  );
  return sharp(pictures, { join: { animated: true } })
    [format]({ loop: 2, delay: pictures.map(() => 120) })
    .toBuffer();
};

/** Lies on its side: red at the left and blue at the right, when it is shown as its metadata say. */
export const sidewaysWithPosition = async (): Promise<Buffer> => {
  const upright = await plain(600, 300, 'red')
    .composite([{ input: await plain(300, 300, 'blue').png().toBuffer(), left: 300, top: 0 }])
    .png()
    .toBuffer();
  // Orientation 6 is turned clockwise by whoever shows it.
  const sideways = await sharp(upright).rotate(-90).png().toBuffer();
  return sharp(sideways)
    .withExif({
      IFD0: { Copyright: 'hidden words' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100' },
    })
    .withMetadata({ orientation: 6 })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">hidden words</x:xmpmeta>')
    .jpeg({ quality: 95 })
    .toBuffer();
};

/** An archive with one stored file, as short as the format allows. */
export const archive = (): Buffer => {
  const content = Buffer.from('hidden words');
  const local = Buffer.alloc(31);
  local.write('PK\x03\x04', 'latin1');
  local.writeUInt32LE(crc32(content), 14);
  local.writeUInt32LE(content.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(1, 26);
  local.write('a', 30);
  return Buffer.concat([local, content]);
};

/** A GIF that begins a comment of JavaScript with its own size, and ends in a page. */
export const gifWithPage = async (): Promise<Buffer> =>
  Buffer.concat([
    await plain(300, 300).gif().toBuffer(),
    Buffer.from('<script>"hidden words"</script>'),
  ]);
