import type { Core } from '@strapi/strapi';
import { mediaOrigins } from '../../config/environment/s3';
import storage from '../../config/storage';
import { contentSecurityPolicy } from './content-security-policy';
import { fontHandler, FONTS } from './fonts';
import { refuseFiles, revalidated, sendPage, sendPageWhereNothingIs } from './handlers';

/** The addresses of its pages: those of `public/site/routes.js`. */
const PAGES = [
  '/',
  '/movies/:documentId',
  '/people/:documentId',
  '/favorites',
  '/profile',
  '/sign-in',
  '/register',
];

/** Where a browser that finds nothing is told so by Strapi, in the words of its API. */
const OTHERS = ['api', 'admin', 'graphql', 'uploads', 'site'];

type Handler = Core.MiddlewareHandler;

/**
 * Serves the reference frontend, whose files are in `public/site`: its page at the addresses above,
 * and with status 404 to browsers that ask for what is not there. Without it (`SITE=off`), its files
 * are not there either, and `/` leads to the admin panel, as in every Strapi.
 */
export const serveSite = (strapi: Core.Strapi): void => {
  const get = (path: string, handler: Handler) =>
    strapi.server.routes([{ method: 'GET', path, handler, config: { auth: false } }]);

  if (!strapi.config.get<boolean>('site.enabled')) {
    get('/site/:path*', refuseFiles);
    return;
  }
  const page = sendPage(strapi.dirs.static.public, contentSecurityPolicy(mediaOrigins(storage.s3)));
  // Before the routes of `strapi::public`, of which the first redirects `/`, the other has the files.
  for (const path of PAGES) get(path, page);
  get(`/site/fonts/:name(${Object.keys(FONTS).join('|')})`, fontHandler);
  for (const path of ['/site', '/site/index.html']) get(path, (ctx) => ctx.redirect('/'));
  get('/site/:path*', revalidated);
  get(`/((?!(?:${OTHERS.join('|')})(?:/|$)).+)`, sendPageWhereNothingIs(page));
};
