import sharp from 'sharp';
import { backdropFor } from './backdrops';
import { bust } from './bust';
import { fitHeadline, headlinePath } from './headline';
import { PALETTES } from './palette';
import { pick, randomFrom } from './seed';

/** What a portrait tells about a person. */
export interface PortraitFacts {
  /** Full name. */
  name: string;
}

/** Pixels. */
export const PORTRAIT_SIZE = { width: 800, height: 1000 } as const;

const MARGIN = 52;
const NAME_ROOM = { width: PORTRAIT_SIZE.width - 2 * MARGIN, height: 184, maxLines: 2 };
/** Where the bust ends and the name plate begins. */
const PLATE_TOP = 742;

/**
 * Draws a stylised head and shoulders with the name below. It is a likeness of nobody.
 * The same facts always give the same picture.
 * @returns a JPEG of 800 × 1000 pixels
 * @throws Error when the font has no glyph for a character of the name
 */
export async function drawPortrait(facts: PortraitFacts): Promise<Buffer> {
  return sharp(Buffer.from(portraitSvg(facts)))
    .jpeg({ quality: 80, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

function portraitSvg(facts: PortraitFacts): string {
  const random = randomFrom(facts.name);
  const palette = pick(PALETTES, random);
  const { width, height } = PORTRAIT_SIZE;
  const name = fitHeadline(facts.name, NAME_ROOM);
  const nameTop = PLATE_TOP + (height - PLATE_TOP - name.height) / 2;
  const [wall, figure, detail] = palette.accents;
  const canvas = { width, height: PLATE_TOP, ground: palette.ground, random };

  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="${palette.ground}"/>
<svg width="${width}" height="${PLATE_TOP}">
${backdropFor(random)({ ...canvas, accents: [wall, detail, figure] })}
${bust({ ...canvas, accents: palette.accents, garment: palette.ink })}
</svg>
<path d="${headlinePath(name, MARGIN, nameTop)}" fill="${palette.ink}"/>
</svg>`;
}
