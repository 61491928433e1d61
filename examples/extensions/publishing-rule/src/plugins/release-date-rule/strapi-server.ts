import type { Core } from '@strapi/strapi';
import { addPublishingRule } from '../../publishing';

export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    addPublishingRule(strapi, ({ releaseDate }) =>
      releaseDate
        ? []
        : [
            {
              field: 'releaseDate',
              lack: 'no release date',
              rule: 'A published movie needs a release date.',
              wayOut: 'Fill in "releaseDate".',
            },
          ],
    );
  },
};
