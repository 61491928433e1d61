import type { Core } from '@strapi/strapi';
import { type GraphQLMiddleware, graphqlExtension } from '../strapi-services';
import { mayPreview, refuseDrafts } from './preview-permission';

/**
 * GraphQL's create and update answer with the version they wrote, without asking the query
 * sanitizer, and write drafts unless told otherwise. Here they publish by default, as REST does, and
 * work on drafts for callers who may see them.
 */
export const guardMutations = (strapi: Core.Strapi): void => {
  const guardStatus: GraphQLMiddleware = async (next, parent, args, context, info) => {
    const status = args.status ?? 'published';
    if (status !== 'published' && !(await mayPreview(strapi, context.state.auth))) {
      refuseDrafts('status');
    }
    return next(parent, { ...args, status }, context, info);
  };

  graphqlExtension(strapi).use({
    resolversConfig: {
      'Mutation.createMovie': { middlewares: [guardStatus] },
      'Mutation.updateMovie': { middlewares: [guardStatus] },
    },
  });
};
