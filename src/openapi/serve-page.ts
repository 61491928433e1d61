import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';

const PAGE_PATH = '/docs';

/** Files of two versions would not fit together for that long after a deployment. */
const MAX_AGE_SECONDS = 300;

type Context = Parameters<Core.MiddlewareHandler>[0];

/** The files of the page, by the name under which they are served. */
const filesOf = (strapi: Core.Strapi): ReadonlyMap<string, string> => {
  const swagger = path.dirname(require.resolve('swagger-ui-dist/package.json'));
  const own = path.join(strapi.dirs.app.src, 'openapi', 'page');
  return new Map([
    ...['index.html', 'page.js', 'page.css'].map((name) => [name, path.join(own, name)] as const),
    ...['swagger-ui.css', 'swagger-ui-bundle.js'].map(
      (name) => [name, path.join(swagger, name)] as const,
    ),
  ]);
};

interface Served {
  content: Buffer;
  etag: string;
  type: string;
}

const read = async (file: string): Promise<Served> => {
  const content = await readFile(file);
  const etag = `"${createHash('sha256').update(content).digest('base64url')}"`;
  return { content, etag, type: path.extname(file) };
};

/** Reads each file once, when it is first asked for; a failure is not kept. */
const reader = (files: ReadonlyMap<string, string>) => {
  const served = new Map<string, Promise<Served>>();
  return async (name: string): Promise<Served> => {
    const file = files.get(name);
    if (file === undefined) throw new errors.NotFoundError();
    const known = served.get(name) ?? read(file);
    served.set(name, known);
    try {
      return await known;
    } catch (error) {
      served.delete(name);
      throw error;
    }
  };
};

const send = (ctx: Context, { content, etag, type }: Served): void => {
  ctx.set('Cache-Control', `public, max-age=${MAX_AGE_SECONDS}`);
  ctx.set('ETag', etag);
  ctx.type = type;
  ctx.status = 200;
  if (ctx.fresh) ctx.status = 304;
  else ctx.body = content;
};

/**
 * Serves `/docs`, a page that shows the document with Swagger UI and sends requests. All of it comes
 * from this server, its scripts in files, so that the Content-Security-Policy of all other pages does.
 */
export const servePage = (strapi: Core.Strapi): void => {
  const readOnce = reader(filesOf(strapi));
  const serve = async (name: string, ctx: Context): Promise<void> =>
    send(ctx, await readOnce(name));
  const route = (suffix: string, handler: (ctx: Context) => Promise<void> | void) => ({
    method: 'GET' as const,
    path: `${PAGE_PATH}${suffix}`,
    config: { auth: false as const },
    handler,
  });
  strapi.server.routes([
    // Addresses in the page are relative to `/docs`: a proxy may serve all of this below a folder.
    route('', (ctx) =>
      ctx.path.endsWith('/') ? ctx.redirect(`..${PAGE_PATH}`) : serve('index.html', ctx),
    ),
    route('/:file', (ctx) => serve((ctx.params as { file: string }).file, ctx)),
  ]);
};
