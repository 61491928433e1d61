import type { Core } from '@strapi/strapi';
import { type GraphQLMiddleware, graphqlExtension, graphqlSchemaService } from '../strapi-services';
import { mayPreview, refuseDrafts } from './preview-permission';

/** Mandatory attributes of a published movie, which a draft may lack. */
const MISSING_IN_DRAFTS = ['title', 'director', 'country'];

/**
 * Lets GraphQL show incomplete drafts to who may see them: its schema makes mandatory attributes
 * non-null, and one draft without a director would turn the whole answer into an error. The plugin
 * has no option for this, so the finished schema is changed.
 */
export const letDraftsBeIncomplete = (strapi: Core.Strapi): void => {
  const schemaService = graphqlSchemaService(strapi);
  const buildSchema = schemaService.buildSchema;

  schemaService.buildSchema = () => {
    const schema = buildSchema();
    const fields = schema.getType('Movie')?.getFields() ?? {};
    for (const name of MISSING_IN_DRAFTS) {
      const field = fields[name];
      if (field && String(field.type).endsWith('!')) field.type = field.type.ofType ?? field.type;
    }
    return schema;
  };
};

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
