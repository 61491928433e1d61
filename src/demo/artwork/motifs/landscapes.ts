import { between, pick } from '../seed';
import { bar, disc, field, px, type Canvas, type Motif } from './canvas';

/** A sun over water that thins out into lines. */
export const horizon: Motif = (canvas) => {
  const { width, height, accents, ground, random } = canvas;
  const [sky, sun, water] = accents;
  const shore = height * between(0.58, 0.7, random);
  const radius = width * between(0.22, 0.32, random);
  const lines: string[] = [];
  for (let y = shore, step = 10; y < height; y += step, step *= 1.32) {
    lines.push(bar(0, y, width, step * 0.52, ground));
  }
  const sunX = width * between(0.32, 0.68, random);
  return [
    field(canvas, sky),
    disc(sunX, shore, radius, sun),
    bar(0, shore, width, height - shore, water),
    glitter(sunX, shore, radius, height, sun),
    ...lines,
  ].join('');
};

/** Rounded ranges of hills, the nearest last, under a sun or moon. */
export const hills: Motif = (canvas) => {
  const { width, height, accents, ground, random } = canvas;
  const [first, second, third] = accents;
  const radius = width * between(0.12, 0.2, random);
  const ranges = [second, ground, third, first, ground].map((fill, index) => {
    const top = height * (0.42 + index * 0.13);
    return ridge(canvas, top, height * 0.09, fill);
  });
  return [
    field(canvas, first),
    disc(width * between(0.25, 0.75, random), height * 0.27, radius, second),
    ...ranges,
  ].join('');
};

/** Bands that swing in parallel. */
export const waves: Motif = (canvas) => {
  const { width, height, accents, ground, random } = canvas;
  const [first, second, third] = accents;
  const fills = [second, ground, third, first, ground, second, third];
  const swing = height * between(0.05, 0.085, random);
  const length = width / pick([1, 1.5, 2], random);
  const bands = fills.map((fill, index) => {
    const y = height * (0.14 + index * 0.125);
    return wave(canvas, y, swing, length, index * length * 0.17, fill);
  });
  return field(canvas, first) + bands.join('');
};

/** Table mountains in front of a huge low sun. */
export const mesas: Motif = (canvas) => {
  const { width, height, accents, ground, random } = canvas;
  const [first, second, third] = accents;
  const sun = disc(width / 2, height * 0.55, width * between(0.26, 0.34, random), second);
  const blocks = [third, ground].map((fill, row) => {
    const floor = height * (0.74 + row * 0.17);
    let path = `M0 ${px(floor)}`;
    for (let x = between(-80, 60, random); x < width; x += between(330, 460, random)) {
      const top = floor - height * between(0.12, 0.24, random) * (1 - row * 0.45);
      const plateau = between(110, 190, random);
      path += `L${px(x)} ${px(floor)}l40 ${px((top - floor) * 0.45)}l26 0l14 ${px((top - floor) * 0.55)}`;
      path += `h${px(plateau)}l14 ${px((floor - top) * 0.55)}l26 0l40 ${px((floor - top) * 0.45)}`;
    }
    return `<path d="${path}L${px(width)} ${px(floor)}V${px(height)}H0Z" fill="${fill}"/>`;
  });
  return field(canvas, first) + sun + blocks.join('');
};

/** The sun's reflection: ever shorter strokes below it. */
function glitter(x: number, shore: number, radius: number, bottom: number, fill: string): string {
  const strokes: string[] = [];
  for (let y = shore, step = 10; y < bottom; y += step, step *= 1.32) {
    const depth = (y - shore) / (bottom - shore);
    const reach = radius * (0.95 - 0.6 * depth);
    strokes.push(bar(x - reach, y + step * 0.52, reach * 2, step * 0.48, fill));
  }
  return strokes.join('');
}

function ridge(canvas: Canvas, top: number, rise: number, fill: string): string {
  const { width, height, random } = canvas;
  const steps = 4;
  let path = `M0 ${px(top + between(-rise, rise, random))}`;
  for (let step = 1; step <= steps; step++) {
    const x = (width * step) / steps;
    const y = top + between(-rise, rise, random);
    path +=
      step === 1 ? `Q${px(x / 2)} ${px(top - rise * 2)} ${px(x)} ${px(y)}` : `T${px(x)} ${px(y)}`;
  }
  return `<path d="${path}V${px(height)}H0Z" fill="${fill}"/>`;
}

function wave(
  canvas: Canvas,
  y: number,
  swing: number,
  length: number,
  shift: number,
  fill: string,
): string {
  const half = length / 2;
  let path = `M${px(-length - shift)} ${px(y)}q${px(half / 2)} ${px(-swing * 2)} ${px(half)} 0`;
  for (let x = -length - shift + half; x < canvas.width; x += half) path += `t${px(half)} 0`;
  return `<path d="${path}V${px(canvas.height)}H${px(-length - shift)}Z" fill="${fill}"/>`;
}
