import { disc, field, polygon, px, type Motif } from './motifs/canvas';
import { pick, type Random } from './seed';

/** A single disc behind the head. */
const halo: Motif = (canvas) =>
  field(canvas, canvas.accents[0]) + disc(400, 350, 290, canvas.accents[1]);

/** Rings around the head. */
const rings: Motif = (canvas) => {
  const [wall, first] = canvas.accents;
  const radii = [520, 440, 360, 280, 200];
  return (
    field(canvas, wall) +
    radii.map((radius, index) => disc(400, 330, radius, index % 2 === 0 ? first : wall)).join('')
  );
};

/** Slanting stripes. */
const stripes: Motif = (canvas) => {
  const [wall, first] = canvas.accents;
  const lines: string[] = [];
  for (let x = -canvas.height; x < canvas.width; x += 120) {
    lines.push(
      `M${px(x)} ${px(canvas.height)}l${px(canvas.height)} ${px(-canvas.height)}h52l${px(-canvas.height)} ${px(canvas.height)}Z`,
    );
  }
  return `${field(canvas, wall)}<path d="${lines.join('')}" fill="${first}"/>`;
};

/** A doorway with a round top. */
const archway: Motif = (canvas) => {
  const [wall, first] = canvas.accents;
  return `${field(canvas, wall)}<path d="M110 ${px(canvas.height)}V360a290 290 0 0 1 580 0V${px(canvas.height)}Z" fill="${first}"/>`;
};

/** Rays from behind the head. */
const rays: Motif = (canvas) => {
  const [wall, first] = canvas.accents;
  const count = 18;
  const end = (turn: number) => {
    const angle = (turn * Math.PI) / count;
    return [400 + 900 * Math.cos(angle), 340 + 900 * Math.sin(angle)] as const;
  };
  const wedges = Array.from({ length: count }, (_, index) =>
    polygon([[400, 340], end(2 * index), end(2 * index + 1)], first),
  );
  return field(canvas, wall) + wedges.join('');
};

const BACKDROPS: readonly Motif[] = [halo, rings, stripes, archway, rays];

/** What stands behind a portrait. */
export function backdropFor(random: Random): Motif {
  return pick(BACKDROPS, random);
}
