import { between, pick } from '../seed';
import { bar, disc, field, px, type Canvas, type Motif } from './canvas';

/** A board of quarter circles, half circles and dots. */
export const tiles: Motif = (canvas) => {
  const columns = 4;
  const side = canvas.width / columns;
  const rows = Math.ceil(canvas.height / side);
  const drawn: string[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      drawn.push(tile(canvas, column * side, canvas.height - (row + 1) * side, side));
    }
  }
  return field(canvas, canvas.ground) + drawn.join('');
};

/** Nested arches, side by side, like a colonnade. */
export const arches: Motif = (canvas) => {
  const { width, height, accents, ground, random } = canvas;
  const [first, second, third] = accents;
  const columns = pick([2, 3], random);
  const pitch = width / columns;
  const colonnade = Array.from({ length: columns }, (_, column) => {
    const fills =
      column % 2 === 0 ? [first, ground, second, third] : [third, ground, first, second];
    const top = height * between(0.08, 0.3, random);
    return fills
      .map((fill, ring) => {
        const inset = pitch * (0.05 + ring * 0.105);
        const left = column * pitch + inset;
        const radius = pitch / 2 - inset;
        return `<path d="M${px(left)} ${px(height)}V${px(top + pitch / 2)}a${px(radius)} ${px(radius)} 0 0 1 ${px(radius * 2)} 0V${px(height)}Z" fill="${fill}"/>`;
      })
      .join('');
  });
  return field(canvas, ground) + colonnade.join('');
};

/** Dots that grow towards one side, like a coarse print. */
export const halftone: Motif = (canvas) => {
  const { width, height, accents, random } = canvas;
  const [first, second, third] = accents;
  const pitch = width / 10;
  const rows = Math.ceil(height / pitch);
  const rising = random() < 0.5;
  const dots: string[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < 10; column++) {
      const along = (row / rows + column / 10) / 2;
      const radius = pitch * (0.1 + 0.42 * (rising ? along : 1 - along));
      dots.push(disc((column + 0.5) * pitch, (row + 0.5) * pitch, radius, third));
    }
  }
  const big = disc(width * between(0.4, 0.6, random), height * 0.5, width * 0.3, second);
  return field(canvas, first) + big + dots.join('');
};

function tile(canvas: Canvas, x: number, y: number, side: number): string {
  const { accents, ground, random } = canvas;
  const back = pick([...accents, ground], random);
  const front = pick(
    [...accents, ground].filter((colour) => colour !== back),
    random,
  );
  return bar(x - 0.4, y - 0.4, side + 0.8, side + 0.8, back) + figure(canvas, x, y, side, front);
}

function figure(canvas: Canvas, x: number, y: number, side: number, fill: string): string {
  const kind = pick(['quarter', 'half', 'dot', 'quarter'] as const, canvas.random);
  if (kind === 'dot') return disc(x + side / 2, y + side / 2, side * 0.3, fill);
  const shape =
    kind === 'quarter'
      ? `M0 0H${px(side)}A${px(side)} ${px(side)} 0 0 1 0 ${px(side)}Z`
      : `M0 0H${px(side)}A${px(side / 2)} ${px(side / 2)} 0 0 1 0 0Z`;
  const turn = pick([0, 90, 180, 270], canvas.random);
  const half = px(side / 2);
  return `<path d="${shape}" fill="${fill}" transform="translate(${px(x)} ${px(y)}) rotate(${turn} ${half} ${half})"/>`;
}
