import { readFileSync } from 'node:fs';
import { parse, type Font, type Glyph, type PathCommand } from 'opentype.js';

/** `display` is Anton, for titles and names; `text` is Inter Semi Bold, for small print. */
export type Typeface = 'display' | 'text';

export interface LineStyle {
  typeface: Typeface;
  /** Font size in pixels. */
  size: number;
  /** Extra space between letters, as a share of the font size. */
  tracking?: number;
}

interface PlacedGlyph {
  glyph: Glyph;
  /** Distance from the start of the line, in pixels. */
  x: number;
}

/** A typeface comes in subsets; each covers other letters. */
const SUBSET_FILES: Record<Typeface, readonly string[]> = {
  display: [
    '@fontsource/anton/files/anton-latin-400-normal.woff',
    '@fontsource/anton/files/anton-latin-ext-400-normal.woff',
  ],
  text: [
    '@fontsource/inter/files/inter-latin-600-normal.woff',
    '@fontsource/inter/files/inter-latin-ext-600-normal.woff',
  ],
};

const loadedSubsets = new Map<Typeface, Font[]>();

/**
 * The line as SVG path data, so that it looks the same on a machine without any font.
 * @param x left end of the line, in pixels
 * @param baseline in pixels from the top
 * @throws Error when no subset of the typeface has a glyph for a character
 */
export function linePath(line: string, style: LineStyle, x: number, baseline: number): string {
  return placeGlyphs(line, style)
    .flatMap((placed) => placed.glyph.getPath(x + placed.x, baseline, style.size).commands)
    .map(pathData)
    .join('');
}

/**
 * Width of the line in pixels.
 * @throws Error when no subset of the typeface has a glyph for a character
 */
export function lineWidth(line: string, style: LineStyle): number {
  const last = placeGlyphs(line, style).at(-1);
  return last === undefined ? 0 : last.x + scaled(last.glyph.advanceWidth ?? 0, style);
}

/**
 * How far the highest letter of the line, with its accents, rises above the baseline, in pixels.
 * @throws Error when no subset of the typeface has a glyph for a character
 */
export function lineAscent(line: string, style: LineStyle): number {
  const tops = placeGlyphs(line, style).map(({ glyph }) => glyph.getBoundingBox().y2);
  return scaled(Math.max(0, ...tops), style);
}

function placeGlyphs(line: string, style: LineStyle): PlacedGlyph[] {
  const placed: PlacedGlyph[] = [];
  let x = 0;
  let previous: { font: Font; glyph: Glyph } | undefined;
  for (const character of typographic(line)) {
    const current = findGlyph(character, style.typeface);
    // Kerning is only defined between glyphs of the same file.
    if (previous?.font === current.font) {
      x += scaled(current.font.getKerningValue(previous.glyph, current.glyph), style);
    }
    placed.push({ glyph: current.glyph, x });
    x += scaled(current.glyph.advanceWidth ?? 0, style) + style.size * (style.tracking ?? 0);
    previous = current;
  }
  return placed;
}

function findGlyph(character: string, typeface: Typeface): { font: Font; glyph: Glyph } {
  const font = subsetsOf(typeface).find((subset) => subset.charToGlyphIndex(character) > 0);
  if (font === undefined) {
    const codePoint = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    throw new Error(
      `The ${typeface} typeface has no glyph for "${character}" (U+${codePoint}). ` +
        'Add a font subset that has it to SUBSET_FILES.',
    );
  }
  return { font, glyph: font.charToGlyph(character) };
}

function subsetsOf(typeface: Typeface): Font[] {
  let subsets = loadedSubsets.get(typeface);
  if (subsets === undefined) {
    subsets = SUBSET_FILES[typeface].map(loadFont);
    loadedSubsets.set(typeface, subsets);
  }
  return subsets;
}

function loadFont(file: string): Font {
  const bytes = new Uint8Array(readFileSync(require.resolve(file)));
  return parse(bytes.buffer);
}

/**
 * One drawing command as SVG. The library's own `toPathData` (2.0.0) turns some coordinates into
 * NaN (`Math.round('1.8e-12e+1')`) and drops the space before numbers that round to -0.
 */
function pathData(command: PathCommand): string {
  switch (command.type) {
    case 'M':
    case 'L':
      return command.type + coordinates(command.x, command.y);
    case 'Q':
      return `Q${coordinates(command.x1, command.y1, command.x, command.y)}`;
    case 'C':
      return `C${coordinates(command.x1, command.y1, command.x2, command.y2, command.x, command.y)}`;
    case 'Z':
      return 'Z';
  }
}

function coordinates(...values: number[]): string {
  return values.map((value) => value.toFixed(1)).join(' ');
}

/** Precomposed letters and a curly apostrophe: what the fonts draw best. */
function typographic(line: string): string {
  return line.normalize('NFC').replaceAll("'", '’');
}

/** Font units to pixels; every subset used here has 2048 units to the em. */
function scaled(fontUnits: number, style: LineStyle): number {
  return (fontUnits / 2048) * style.size;
}
