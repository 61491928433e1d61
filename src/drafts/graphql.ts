import type { Core, Schema } from '@strapi/strapi';
import { contentTypes } from '@strapi/utils';
import {
  type GraphQLMiddleware,
  graphqlExtension,
  graphqlSchemaService,
  graphqlTypeName,
} from '../strapi-services';
import { mayPreview, refuseDrafts } from './preview-permission';
import { hasDrafts } from './relations';

const typesOfApi = (strapi: Core.Strapi): Schema.ContentType[] =>
  (Object.values(strapi.contentTypes) as Schema.ContentType[]).filter(({ uid }) =>
    uid.startsWith('api::'),
  );

/** Whether it is mandatory, and still there may be nothing to show: in a draft, or of a draft. */
const mayBeMissing = (
  strapi: Core.Strapi,
  type: Schema.ContentType,
  attribute: Schema.Attribute.AnyAttribute,
): boolean => {
  if (!('required' in attribute) || !attribute.required) return false;
  const target = 'target' in attribute && attribute.target;
  return contentTypes.hasDraftAndPublish(type) || (target !== false && hasDrafts(strapi, target));
};

/**
 * Lets GraphQL show incomplete drafts to who may see them, and what refers to a draft to all others:
 * its schema makes mandatory attributes non-null, and one draft without a director, or one award for a
 * movie that is not published, would turn the whole answer into an error. The plugin has no option for
 * this, so the finished schema is changed. Lists stay: an incomplete one is empty.
 */
export const letDraftsBeIncomplete = (strapi: Core.Strapi): void => {
  const schemaService = graphqlSchemaService(strapi);
  const buildSchema = schemaService.buildSchema;

  schemaService.buildSchema = () => {
    const schema = buildSchema();
    for (const type of typesOfApi(strapi)) {
      const fields = schema.getType(graphqlTypeName(strapi, type))?.getFields() ?? {};
      const attributes = Object.entries<Schema.Attribute.AnyAttribute>(type.attributes);
      for (const [name, attribute] of attributes) {
        const field = mayBeMissing(strapi, type, attribute) ? fields[name] : undefined;
        const shown = String(field?.type);
        if (field && shown.endsWith('!') && !shown.startsWith('[')) {
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

  const mutations = typesOfApi(strapi)
    .filter((type) => contentTypes.hasDraftAndPublish(type))
    .flatMap((type) => {
      const name = graphqlTypeName(strapi, type);
      return contentTypes.isSingleType(type)
        ? [`update${name}`]
        : [`create${name}`, `update${name}`];
    });
  graphqlExtension(strapi).use({
    resolversConfig: Object.fromEntries(
      mutations.map((name) => [`Mutation.${name}`, { middlewares: [guardStatus] }]),
    ),
  });
};
