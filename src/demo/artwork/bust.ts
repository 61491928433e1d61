import { disc, px, type Canvas } from './motifs/canvas';
import { between, pick, type Random } from './seed';

interface Bust extends Canvas {
  /** Colour of the clothes. */
  garment: string;
}

/** Measures of one figure, in pixels; the bust is symmetric about `middle`. */
interface Build {
  middle: number;
  floor: number;
  headY: number;
  headRadiusX: number;
  headRadiusY: number;
  /** Where the neck meets the clothes. */
  collarY: number;
  shoulderReach: number;
}

type Garment = (build: Build, bust: Bust) => string;

/** Head and shoulders without a face, filling the lower part of the canvas. */
export function bust(figure: Bust): string {
  const { width, height, accents, garment, random } = figure;
  const [, skin] = accents;
  const build = someBuild(width, height, random);
  const body = `<path d="${shouldersPath(build)}" fill="${garment}"/>`;
  const head = `<path d="${headPath(build)}" fill="${skin}"/>`;
  const details = pick(GARMENTS, random)(build, figure);
  return body + head + details + shade(build, pick([-1, 1], random));
}

function someBuild(width: number, height: number, random: Random): Build {
  const headY = height * 0.46;
  const headRadiusY = between(138, 152, random);
  return {
    middle: width / 2,
    floor: height,
    headY,
    headRadiusX: headRadiusY * between(0.74, 0.82, random),
    headRadiusY,
    collarY: headY + headRadiusY + between(28, 46, random),
    shoulderReach: between(270, 325, random),
  };
}

function shouldersPath({ middle, floor, collarY, shoulderReach }: Build): string {
  const left = middle - shoulderReach;
  const right = middle + shoulderReach;
  return [
    `M${px(left)} ${px(floor)}V${px(collarY + 120)}`,
    `Q${px(left)} ${px(collarY + 42)} ${px(middle - 84)} ${px(collarY)}H${px(middle + 84)}`,
    `Q${px(right)} ${px(collarY + 42)} ${px(right)} ${px(collarY + 120)}V${px(floor)}Z`,
  ].join('');
}

/** An oval on a neck that ends in a round neckline. */
function headPath({ middle, headY, headRadiusX, headRadiusY, collarY }: Build): string {
  const neck = 62;
  const oval = `a${px(headRadiusX)} ${px(headRadiusY)} 0 0 1`;
  return [
    `M${px(middle - headRadiusX)} ${px(headY)}${oval} ${px(headRadiusX * 2)} 0`,
    `${oval} ${px(-headRadiusX * 2)} 0Z`,
    `M${px(middle + neck)} ${px(headY)}V${px(collarY + 2)}a${neck} ${neck} 0 0 1 ${-2 * neck} 0V${px(headY)}Z`,
  ].join('');
}

/** A row of buttons. */
const buttons: Garment = ({ middle, floor, collarY }, { ground }) => {
  const first = collarY + 104;
  return first < floor - 10
    ? disc(middle, first, 8, ground) + disc(middle, first + 48, 8, ground)
    : '';
};

/** A jacket's lapels over the neckline. */
const lapels: Garment = ({ middle, floor, collarY }, { accents }) => {
  const [, , cloth] = accents;
  const lapel = (side: number) =>
    `M${px(middle + side * 84)} ${px(collarY - 4)}L${px(middle + side * 150)} ${px(collarY + 74)}L${px(middle)} ${px(floor)}Z`;
  return `<path d="${lapel(-1)}${lapel(1)}" fill="${cloth}"/>`;
};

/** A roll-neck that hides the throat. */
const rollNeck: Garment = ({ middle, collarY }, { garment, accents }) => {
  const [, , trim] = accents;
  const roll = `<rect x="${px(middle - 80)}" y="${px(collarY - 26)}" width="160" height="92" rx="22"`;
  return `${roll} fill="${garment}"/><rect x="${px(middle - 80)}" y="${px(collarY + 52)}" width="160" height="10" rx="5" fill="${trim}"/>`;
};

/** The two wings of a shirt collar. */
const shirtCollar: Garment = ({ middle, collarY }, { accents }) => {
  const [, , cloth] = accents;
  const wing = (side: number) =>
    `M${px(middle + side * 62)} ${px(collarY - 14)}L${px(middle + side * 118)} ${px(collarY + 58)}L${px(middle + side * 52)} ${px(collarY + 104)}L${px(middle)} ${px(collarY + 58)}Z`;
  return `<path d="${wing(-1)}${wing(1)}" fill="${cloth}"/>`;
};

const GARMENTS: readonly Garment[] = [buttons, lapels, rollNeck, shirtCollar];

/** One half lies in shadow, so that flat shapes read as a body. */
function shade(build: Build, side: number): string {
  const left = side < 0 ? build.middle - 400 : build.middle;
  return `<clipPath id="shade"><rect x="${px(left)}" width="400" height="${px(build.floor)}"/></clipPath>
<g clip-path="url(#shade)" opacity="0.2"><path d="${shouldersPath(build)}"/><path d="${headPath(build)}"/></g>`;
}
