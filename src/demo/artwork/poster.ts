import sharp from 'sharp';
import { fitHeadline, headlinePath } from './headline';
import { motifFor } from './motifs';
import { px } from './motifs/canvas';
import { PALETTES, type Palette } from './palette';
import { pick, randomFrom } from './seed';
import { linePath, lineWidth, type LineStyle } from './typesetting';

/** What a poster tells about a movie. */
export interface PosterFacts {
  title: string;
  /** Full name. */
  director?: string;
  /** Four digits. */
  releaseYear?: string;
  durationMinutes?: number;
  /** Genre names; the first decides about the motif. */
  genres: readonly string[];
}

/** Pixels. */
export const POSTER_SIZE = { width: 1000, height: 1500 } as const;

const MARGIN = 64;
const TITLE_ROOM = { width: POSTER_SIZE.width - 2 * MARGIN, height: 560, maxLines: 6 };
const CREDITS: LineStyle = { typeface: 'text', size: 27, tracking: 0.08 };
/** Height of capitals in Inter, as a share of the font size. */
const CREDITS_CAP_HEIGHT = 0.73;
const GAP = 58;

/**
 * Draws a typographic poster: an abstract motif, the title and a line of credits.
 * The same facts always give the same picture.
 * @returns a JPEG of 1000 × 1500 pixels
 * @throws Error when the fonts have no glyph for a character of the title or the credits
 */
export async function drawPoster(facts: PosterFacts): Promise<Buffer> {
  return sharp(Buffer.from(posterSvg(facts)))
    .jpeg({ quality: 80, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

function posterSvg(facts: PosterFacts): string {
  const random = randomFrom(facts.title);
  const palette = pick(PALETTES, random);
  const motif = motifFor(facts.genres[0], random);
  const titleOnTop = random() < 0.3;

  const { width, height } = POSTER_SIZE;
  const title = fitHeadline(facts.title, TITLE_ROOM);
  const textHeight = title.height + GAP + CREDITS.size * CREDITS_CAP_HEIGHT;
  const motifHeight = height - textHeight - MARGIN - GAP;
  const titleTop = titleOnTop ? MARGIN : motifHeight + GAP;
  const motifTop = titleOnTop ? height - motifHeight : 0;
  const creditsBaseline = titleTop + textHeight;

  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="${palette.ground}"/>
<svg y="${px(motifTop)}" width="${width}" height="${px(motifHeight)}">
${motif({ width, height: motifHeight, ground: palette.ground, accents: palette.accents, random })}
</svg>
<path d="${headlinePath(title, MARGIN, titleTop)}" fill="${palette.ink}"/>
${credits(facts, palette, creditsBaseline)}
</svg>`;
}

/** Director on the left; year and length on the right. */
function credits(facts: PosterFacts, palette: Palette, baseline: number): string {
  const right = [
    facts.releaseYear,
    facts.durationMinutes === undefined ? undefined : `${facts.durationMinutes} min`,
  ]
    .filter((part) => part !== undefined)
    .join(' · ')
    .toUpperCase();
  const left = (facts.director ?? '').toUpperCase();
  const rightStart = POSTER_SIZE.width - MARGIN - lineWidth(right, CREDITS);
  const data =
    linePath(left, CREDITS, MARGIN, baseline) + linePath(right, CREDITS, rightStart, baseline);
  return `<path d="${data}" fill="${palette.ink}"/>`;
}
