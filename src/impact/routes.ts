import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { accessOfCaller } from '../completeness';
import type { RequestContext } from '../strapi-services';
import { findImpact } from './find';
import { PARTS } from './parts';
import { validateDocuments } from './query';

/** The type in the address. */
const uidIn = (params: unknown): UID.ContentType => {
  const { uid } = params as { uid: string };
  if (Object.hasOwn(PARTS, uid)) return uid as UID.ContentType;
  throw new errors.NotFoundError(`There is no impact to know of entries of "${uid}".`);
};

/** Policy: whether the administrator may read entries of the type. */
export const readsEntries = (
  request: { state: unknown; params?: unknown },
  _config: unknown,
  { strapi }: { strapi: Core.Strapi },
): boolean => accessOfCaller(strapi, request).mayRead(uidIn(request.params), []);

/**
 * Serves `GET /impact/<uid>?documents=id,id` to the admin panel: what changes elsewhere when these
 * entries of the catalogue are unpublished or deleted, and what stands in the way. 404 unless all of
 * them are there and may be read.
 */
export const serveImpact = (strapi: Core.Strapi): void => {
  strapi.server.routes({
    type: 'admin',
    routes: [
      {
        method: 'GET',
        path: '/impact/:uid',
        handler: async (context: RequestContext) => {
          const uid = uidIn(context.params);
          const documentIds = validateDocuments(context.query);
          const access = accessOfCaller(strapi, context);
          const data = await findImpact(strapi, uid, documentIds, access);
          if (!data) {
            throw new errors.NotFoundError(
              'Not all of these entries are there. Others may have deleted some; open the list again.',
            );
          }
          context.body = { data };
        },
        info: { type: 'admin' },
        config: { policies: ['admin::isAuthenticatedAdmin', 'global::reads-entries'] },
      },
    ],
  });
};
