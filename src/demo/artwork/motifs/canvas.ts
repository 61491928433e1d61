import type { Random } from '../seed';

/** What a motif draws on: a rectangle from (0, 0), clipped at its edges. */
export interface Canvas {
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  /** Colour around the motif. */
  ground: string;
  /** Fills, strongest first. */
  accents: readonly [string, string, string];
  random: Random;
}

/** Draws an abstract picture as SVG elements that fill the canvas. */
export type Motif = (canvas: Canvas) => string;

/** One decimal is finer than a pixel and keeps the SVG short. */
export function px(value: number): string {
  return value.toFixed(1);
}

export function field(canvas: Canvas, fill: string): string {
  return `<rect width="${px(canvas.width)}" height="${px(canvas.height)}" fill="${fill}"/>`;
}

export function disc(x: number, y: number, radius: number, fill: string): string {
  return `<circle cx="${px(x)}" cy="${px(y)}" r="${px(radius)}" fill="${fill}"/>`;
}

export function bar(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="${fill}"/>`;
}

export function polygon(points: readonly (readonly [number, number])[], fill: string): string {
  const list = points.map(([x, y]) => `${px(x)},${px(y)}`).join(' ');
  // A hairline in the same colour closes the seams that anti-aliasing leaves between neighbours.
  return `<polygon points="${list}" fill="${fill}" stroke="${fill}" stroke-width="0.7"/>`;
}
