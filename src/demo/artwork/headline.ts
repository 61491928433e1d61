import { lineAscent, linePath, lineWidth, type LineStyle } from './typesetting';

/** Space between a baseline and the letters below it, as a share of the font size. */
const LINE_GAP = 0.13;

/** The room a headline may take, in pixels. */
export interface HeadlineRoom {
  width: number;
  height: number;
  maxLines: number;
}

/** A text broken into lines of one size. */
export interface Headline {
  lines: string[];
  /** Font size in pixels. */
  size: number;
  /** From the top of the first letters to the last baseline, in pixels. */
  height: number;
}

/**
 * Sets a text in Anton capitals, in the line breaks that let it grow largest.
 * @throws Error when Anton has no glyph for a character
 */
export function fitHeadline(text: string, room: HeadlineRoom): Headline {
  const words = text.toUpperCase().split(/\s+/).filter(Boolean);
  let best: Headline = { lines: [], size: 0, height: 0 };
  for (let count = 1; count <= Math.min(words.length, room.maxLines); count++) {
    const candidate = fitLines(breakEvenly(words, count), room);
    if (candidate.size > best.size) best = candidate;
  }
  return best;
}

/**
 * The headline as SVG path data.
 * @param x left edge, in pixels
 * @param top of the first line's letters, in pixels
 */
export function headlinePath(headline: Headline, x: number, top: number): string {
  const style = displayStyle(headline.size);
  let y = top;
  return headline.lines
    .map((line) => {
      const baseline = y + lineAscent(line, style);
      y = baseline + LINE_GAP * headline.size;
      return linePath(line, style, x, baseline);
    })
    .join('');
}

function fitLines(lines: string[], room: HeadlineRoom): Headline {
  const widest = Math.max(...lines.map((line) => lineWidth(line, displayStyle(1))));
  const unitHeight =
    lines.reduce((sum, line) => sum + lineAscent(line, displayStyle(1)), 0) +
    LINE_GAP * (lines.length - 1);
  const size = Math.min(room.width / widest, room.height / unitHeight);
  return { lines, size, height: size * unitHeight };
}

/** Breaks words into a number of lines so that the widest line is as narrow as can be. */
function breakEvenly(words: string[], count: number): string[] {
  const whole = words.join(' ');
  if (count === 1) return [whole];
  let best = [whole];
  for (let first = 1; first <= words.length - count + 1; first++) {
    const lines = [words.slice(0, first).join(' '), ...breakEvenly(words.slice(first), count - 1)];
    if (widestOf(lines) < widestOf(best)) best = lines;
  }
  return best;
}

function widestOf(lines: string[]): number {
  return Math.max(...lines.map((line) => lineWidth(line, displayStyle(1))));
}

function displayStyle(size: number): LineStyle {
  return { typeface: 'display', size };
}
