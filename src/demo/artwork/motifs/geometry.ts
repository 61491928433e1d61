import { between, pick } from '../seed';
import { bar, disc, field, polygon, px, type Motif } from './canvas';

type Point = readonly [number, number];

/** Discs within discs, drifting off centre, with small planets. */
export const orbits: Motif = (canvas) => {
  const { width, height, accents, ground, random } = canvas;
  const [first, second, third] = accents;
  const fills = [third, ground, first, ground, second, ground, first, second];
  const largest = Math.hypot(width, height) * 0.52;
  const drift = between(0, 2 * Math.PI, random);
  const rings = fills.map((fill, index) => {
    const radius = largest * 0.8 ** index * (1 - index * 0.02);
    const offset = (largest - radius) * 0.3;
    return disc(
      width / 2 + Math.cos(drift) * offset,
      height / 2 + Math.sin(drift) * offset,
      radius,
      fill,
    );
  });
  const planets = [0.62, 0.44].map((distance, index) => {
    const angle = drift + Math.PI * between(0.6, 1.4, random);
    const x = width / 2 + Math.cos(angle) * largest * distance;
    const y = height / 2 + Math.sin(angle) * largest * distance;
    return disc(x, y, width * (0.055 - index * 0.02), index === 0 ? second : first);
  });
  return field(canvas, first) + rings.join('') + planets.join('');
};

/** Rays from a rising disc. */
export const sunburst: Motif = (canvas) => {
  const { width, height, accents, ground, random } = canvas;
  const [first, second, third] = accents;
  const centre: Point = [width * between(0.3, 0.7, random), height * between(0.72, 0.95, random)];
  const rays = 2 * Math.round(between(13, 19, random));
  const reach = Math.hypot(width, height);
  const wedges = Array.from({ length: rays }, (_, index) => {
    const point = (turn: number): Point => [
      centre[0] + reach * Math.cos((turn * 2 * Math.PI) / rays),
      centre[1] + reach * Math.sin((turn * 2 * Math.PI) / rays),
    ];
    const fill = index % 2 === 0 ? first : index % 4 === 1 ? ground : third;
    return polygon([centre, point(index), point(index + 1)], fill);
  });
  const radius = width * between(0.2, 0.28, random);
  return [...wedges, disc(...centre, radius * 1.22, ground), disc(...centre, radius, second)].join(
    '',
  );
};

/** Splinters: a rectangle split into ever smaller triangles. */
export const shards: Motif = (canvas) => {
  const { width, height, accents, ground, random } = canvas;
  const fills = [...accents, ...accents, ground];
  const split = (a: Point, b: Point, c: Point, depth: number): string => {
    if (depth === 0) return polygon([a, b, c], pick(fills, random));
    const share = between(0.3, 0.7, random);
    // Cutting the longest side keeps the splinters from turning into hairs.
    const [apex, from, to] = longestSideLast(a, b, c);
    const cut: Point = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    return split(apex, from, cut, depth - 1) + split(apex, cut, to, depth - 1);
  };
  const hub: Point = [width * between(0.3, 0.7, random), height * between(0.35, 0.65, random)];
  const corners: Point[] = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  return corners
    .map((corner, index) => split(hub, corner, corners[(index + 1) % 4] ?? corner, 3))
    .join('');
};

/** Light through window blinds, cut by a slanting shadow. */
export const blinds: Motif = (canvas) => {
  const { width, height, accents, ground, random } = canvas;
  const [first, second, third] = accents;
  const slats = 11;
  const pitch = height / slats;
  const lean = width * between(0.18, 0.4, random) * pick([-1, 1], random);
  const middle = width * between(0.42, 0.6, random);
  const half = width * 0.2;
  const lit = Array.from({ length: slats }, (_, index) => {
    const y = index * pitch + pitch * 0.2;
    const thickness = pitch * 0.6;
    const at = (below: number) => middle + lean * (0.5 - below / height);
    return (
      bar(0, y, width, thickness, first) +
      polygon(
        [
          [at(y) - half, y],
          [at(y) + half, y],
          [at(y + thickness) + half, y + thickness],
          [at(y + thickness) - half, y + thickness],
        ],
        second,
      )
    );
  });
  const lamp = disc(width * (lean > 0 ? 0.2 : 0.8), height * 0.3, width * 0.11, third);
  return field(canvas, ground) + lit.join('') + lamp;
};

/** Squares within squares, each turned a little further. */
export const vortex: Motif = (canvas) => {
  const { width, height, accents, ground, random } = canvas;
  const [first, second, third] = accents;
  const fills = [ground, first, ground, second, ground, third];
  const turn = between(6, 10, random) * pick([-1, 1], random);
  const squares = Array.from({ length: 15 }, (_, index) => {
    const side = Math.hypot(width, height) * 1.05 * 0.835 ** index;
    const corner = px(-side / 2);
    const fill = fills[index % fills.length] ?? ground;
    return `<rect x="${corner}" y="${corner}" width="${px(side)}" height="${px(side)}" fill="${fill}" transform="rotate(${px(turn * index)})"/>`;
  });
  return `${field(canvas, third)}<g transform="translate(${px(width / 2)} ${px(height / 2)})">${squares.join('')}</g>`;
};

/** The corners in an order that puts the two ends of the longest side last. */
function longestSideLast(a: Point, b: Point, c: Point): readonly [Point, Point, Point] {
  const length = (from: Point, to: Point) => Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [ab, bc, ca] = [length(a, b), length(b, c), length(c, a)];
  if (bc >= ab && bc >= ca) return [a, b, c];
  return ca >= ab ? [b, c, a] : [c, a, b];
}
