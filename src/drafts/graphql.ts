import type { Core, Schema } from '@strapi/strapi';
import { contentTypes } from '@strapi/utils';
import {
  type GraphQLMiddleware,
  graphqlExtension,
  graphqlSchemaService,
  graphqlTypeName,
} from '../strapi-services';
import { mayPreview, refuseDrafts } from './preview-permission';

/** The types of the content API that have drafts, by their names in GraphQL. */
const typesWithDrafts = (strapi: Core.Strapi): Map<string, Schema.ContentType> =>
  new Map(
    (Object.values(strapi.contentTypes) as Schema.ContentType[])
      .filter((type) => type.uid.startsWith('api::') && contentTypes.hasDraftAndPublish(type))
      .map((type) => [graphqlTypeName(strapi, type), type]),
  );

/**
 * Lets GraphQL show incomplete drafts to who may see them: its schema makes mandatory attributes
 * non-null, and one draft without a director would turn the whole answer into an error. The plugin
 * has no option for this, so the finished schema is changed. Lists stay: an incomplete one is empty.
 */
export const letDraftsBeIncomplete = (strapi: Core.Strapi): void => {
  const schemaService = graphqlSchemaService(strapi);
  const buildSchema = schemaService.buildSchema;

  schemaService.buildSchema = () => {
    const schema = buildSchema();
    for (const [typeName, { attributes }] of typesWithDrafts(strapi)) {
      const fields = schema.getType(typeName)?.getFields() ?? {};
      for (const [name, attribute] of Object.entries<Schema.Attribute.AnyAttribute>(attributes)) {
        const field = 'required' in attribute && attribute.required ? fields[name] : undefined;
        const type = String(field?.type);
        if (field && type.endsWith('!') && !type.startsWith('[')) {
          field.type = field.type.ofType ?? field.type;
        }
      }
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

  const mutations = [...typesWithDrafts(strapi)].flatMap(([name, type]) =>
    contentTypes.isSingleType(type) ? [`update${name}`] : [`create${name}`, `update${name}`],
  );
  graphqlExtension(strapi).use({
    resolversConfig: Object.fromEntries(
      mutations.map((name) => [`Mutation.${name}`, { middlewares: [guardStatus] }]),
    ),
  });
};
