import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Core } from '@strapi/strapi';

type Handler = Core.MiddlewareHandler;
type Context = Parameters<Handler>[0];

/** Pages and scripts belong together, so browsers ask each time whether theirs is still current. */
const REVALIDATE = 'no-cache';

const answerWithoutBodyWhenFresh = (ctx: Context): void => {
  if (ctx.status === 200 && ctx.fresh) ctx.status = 304;
};

/**
 * Sends the one HTML page of the site, which draws what its address says. Read with each request:
 * who works on it sees a change at once.
 *
 * @param publicFolder absolute path of the folder that has `site/index.html`
 * @param policy the content-security policy of the page
 */
export const sendPage =
  (publicFolder: string, policy: string): Handler =>
  async (ctx) => {
    const html = await readFile(path.join(publicFolder, 'site', 'index.html'));
    ctx.type = 'html';
    ctx.body = html;
    ctx.set({
      'Cache-Control': REVALIDATE,
      'Content-Security-Policy': policy,
      ETag: `"${createHash('sha256').update(html).digest('base64url')}"`,
    });
    answerWithoutBodyWhenFresh(ctx);
  };

/** Lets `strapi::public` send a file of the site, with what a browser needs to ask for it again. */
export const revalidated: Handler = async (ctx, next) => {
  ctx.set('Cache-Control', REVALIDATE);
  await next();
  const modified = Date.parse(ctx.response.get('Last-Modified'));
  if (ctx.status !== 200 || Number.isNaN(modified)) return;
  // The time alone would not tell of an older file that was put back.
  ctx.set('ETag', `W/"${ctx.length}-${modified}"`);
  answerWithoutBodyWhenFresh(ctx);
};

/** Says to browsers, and only to them, that there is nothing at an address, with the site's page. */
export const sendPageWhereNothingIs =
  (page: Handler): Handler =>
  async (ctx, next) => {
    await next();
    if (ctx.status !== 404 || ctx.body != null) return;
    ctx.vary('Accept');
    if (ctx.accepts('json', 'html') !== 'html') return;
    await page(ctx, next);
    ctx.status = 404;
  };

/** Keeps the files of a site that is turned off from `strapi::public`. */
export const refuseFiles: Handler = (ctx) => {
  ctx.status = 404;
};
