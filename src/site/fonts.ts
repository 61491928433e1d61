import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Core } from '@strapi/strapi';

const WEIGHTS = [400, 600, 800];
const SUBSETS = ['latin', 'latin-ext'];

/** The files of the typeface Inter that the styles name, by where its package has them. */
export const FONTS: Record<string, string> = Object.fromEntries(
  SUBSETS.flatMap((subset) =>
    WEIGHTS.map((weight) => `inter-${subset}-${weight}-normal.woff2`),
  ).map((name) => [name, `@fontsource/inter/files/${name}`]),
);

const ONE_WEEK_SECONDS = 7 * 24 * 60 * 60;

/** Sends one of FONTS, by its name in the path, from the package: no copy to keep current. */
export const fontHandler: Core.MiddlewareHandler = async (ctx) => {
  const { name } = ctx.params as { name: string };
  const file = require.resolve(FONTS[name] ?? '');
  const { size } = await stat(file);
  ctx.set('Cache-Control', `public, max-age=${ONE_WEEK_SECONDS}`);
  ctx.type = 'font/woff2';
  ctx.length = size;
  ctx.body = createReadStream(file);
};
