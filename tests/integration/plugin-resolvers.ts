import {
  BY_PLUGIN,
  serveByPlugin as serve,
} from '../fixtures/components/src/plugins/graphql-by-plugin/serve-by-plugin';
import { application, strapi } from '../harness';

export { BY_PLUGIN };

/** Answers under {@link BY_PLUGIN} too, in the running application, with the plugin's own resolvers. */
export const serveByPlugin = (): Promise<void> => serve(strapi(), application().load);
