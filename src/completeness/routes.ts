import type { Core } from '@strapi/strapi';
import type { RequestContext } from '../strapi-services';
import type { ListCount } from './answers';
import { accessOfCaller, readableLists } from './audience';
import { countEntries, findPage } from './find';
import { type CompletenessList, LISTS } from './lists';
import { validateNoQuery, validatePageQuery } from './page-query';

const PREFIX = '/completeness';

const onlyReaders = (config: object) => [
  'admin::isAuthenticatedAdmin',
  { name: 'global::reads-completeness-list', config },
];

const listRoute = (strapi: Core.Strapi, list: CompletenessList): Core.Route => ({
  method: 'GET',
  path: `${PREFIX}/${list.name}`,
  handler: async (context: RequestContext) => {
    const page = validatePageQuery(context.query);
    context.body = await findPage(strapi, list, page, accessOfCaller(strapi, context));
  },
  info: { type: 'admin' },
  config: {
    policies: onlyReaders({ list: list.name }),
  },
});

const countsRoute = (strapi: Core.Strapi): Core.Route => ({
  method: 'GET',
  path: PREFIX,
  handler: async (context: RequestContext) => {
    validateNoQuery(context.query);
    const lists = readableLists(strapi, context);
    const counts = await countEntries(strapi, lists, accessOfCaller(strapi, context));
    const data = lists.map(({ name, subject }): ListCount => ({
      name,
      uid: subject.uid,
      count: counts[name] ?? 0,
    }));
    context.body = { data };
  },
  info: { type: 'admin' },
  config: {
    policies: onlyReaders({}),
  },
});

/**
 * Serves the completeness desk to the admin panel: `GET /completeness` gives the lists that the
 * administrator may read, with their counts, and `GET /completeness/<list>` a page of one, in the shape
 * of the content manager's lists.
 *
 * Routes of a folder in `src/api` always become part of the content API, whatever type they say they
 * are; these are added to the server as those of the admin panel, which takes its sessions alone.
 */
export const serveCompletenessDesk = (strapi: Core.Strapi): void => {
  strapi.server.routes({
    type: 'admin',
    routes: [countsRoute(strapi), ...LISTS.map((list) => listRoute(strapi, list))],
  });
};
