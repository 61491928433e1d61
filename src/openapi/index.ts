import type { Core } from '@strapi/strapi';
import { buildDocument } from './document';
import { serveDocument } from './serve-document';
import { servePage } from './serve-page';
import { readSource } from './source';
import type { OpenApiDocument } from './types';

export { buildDocument } from './document';
export { readSource, type Source } from './source';
export type { ApiDescription, OpenApiDocument, OperationDescription } from './types';

/**
 * The OpenAPI 3.1 document of the content API, as its routes, content types and the permissions of its
 * roles are now.
 *
 * @throws Error when a feature describes what is not there
 */
export const openApiDocument = async (strapi: Core.Strapi): Promise<OpenApiDocument> =>
  buildDocument(await readSource(strapi));

/** Serves the document and a page to read it, unless `API_DOCS` switches both off. */
export const serveApiDocs = (strapi: Core.Strapi): void => {
  if (!strapi.config.get<boolean>('api.docs')) return;
  serveDocument(strapi, openApiDocument);
  servePage(strapi);
};
