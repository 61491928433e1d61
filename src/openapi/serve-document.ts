import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { OpenApiDocument } from './types';

import { DOCUMENT_PATH } from './own-route';

/** Clients ask again with the ETag after that; a deployment changes the document. */
const MAX_AGE_SECONDS = 300;

type Read = (strapi: Core.Strapi) => Promise<OpenApiDocument>;

interface Served {
  body: string;
  etag: string;
}

const serialize = (document: OpenApiDocument): Served => {
  const body = JSON.stringify(document);
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
};

/**
 * Serves the document to everybody. It is made once, when it is first asked for; a failure is not kept.
 */
export const serveDocument = (strapi: Core.Strapi, read: Read): void => {
  let served: Promise<Served> | undefined;
  const serve = (): Promise<Served> =>
    (served ??= read(strapi)
      .then(serialize)
      .catch((error: unknown) => {
        served = undefined;
        throw error;
      }));

  strapi.server.routes([
    {
      method: 'GET',
      path: `${strapi.config.get<string>('api.rest.prefix')}${DOCUMENT_PATH}`,
      config: { auth: false },
      async handler(ctx) {
        const { body, etag } = await serve();
        ctx.set('Cache-Control', `public, max-age=${MAX_AGE_SECONDS}`);
        ctx.set('ETag', etag);
        ctx.type = 'application/json';
        ctx.status = 200;
        if (ctx.fresh) ctx.status = 304;
        else ctx.body = body;
      },
    },
  ]);
};
