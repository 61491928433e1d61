import { json } from './core-operations';
import type { ApiRoute } from './source';

export const DOCUMENT_PATH = '/openapi.json';

/** The document is an endpoint too, which belongs to no content type and no plugin. */
export const OWN_ROUTE: ApiRoute = {
  method: 'GET',
  path: DOCUMENT_PATH,
  callers: ['visitor', 'user', 'program'],
  description: {
    tag: 'Documentation',
    operationId: 'getOpenApiDocument',
    summary: 'This document',
    description: 'With an ETag; `GET /docs` is a page to read it.',
    responses: { 200: json('OpenAPI 3.1.', { type: 'object', required: ['openapi', 'paths'] }) },
  },
};
