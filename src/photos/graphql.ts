import type { Core } from '@strapi/strapi';
import DataLoader from 'dataloader';
import { type GraphQLContext, graphqlExtension, type GraphQLMiddleware } from '../strapi-services';
import { PERSON, primaryPhotosOf } from './settled';
import { setPrimaryPhoto } from './set-primary';

const TYPE_DEFS = /* GraphQL */ `
  extend type UploadFile {
    "In a person's photos: whether it is the primary one. Null elsewhere."
    isPrimary: Boolean
  }

  extend type Mutation {
    "Makes one of a person's photos the primary one. Takes documentIds; of the photo, the id too."
    setPrimaryPhoto(person: ID!, photo: ID!): Person!
  }
`;

interface Photo {
  id: number;
}

type Loader = DataLoader<number, number | undefined>;

/** One statement for all persons of a request that are resolved together. */
const markPhotos = (strapi: Core.Strapi): GraphQLMiddleware => {
  const loaders = new WeakMap<GraphQLContext, Loader>();
  const loaderOf = (context: GraphQLContext): Loader => {
    const loader =
      loaders.get(context) ??
      new DataLoader(async (persons: readonly number[]) => {
        const primary = await primaryPhotosOf(strapi, persons);
        return persons.map((id) => primary.get(id));
      });
    loaders.set(context, loader);
    return loader;
  };

  return async (next, parent, args, context, info) => {
    // Asked first: the photos of each person are a statement of its own, and end at different times.
    const [primary, result] = await Promise.all([
      loaderOf(context).load((parent as { id: number }).id),
      next(parent, args, context, info) as Promise<Photo[] | { nodes: Photo[] }>,
    ]);
    const mark = (photos: Photo[]) =>
      photos.map((photo) => ({ ...photo, isPrimary: photo.id === primary }));
    return Array.isArray(result) ? mark(result) : { ...result, nodes: mark(result.nodes) };
  };
};

/** Adds `isPrimary` to the photos of persons, and the mutation `setPrimaryPhoto`. */
export const extendGraphQLWithPhotos = (strapi: Core.Strapi): void => {
  const mark = markPhotos(strapi);
  graphqlExtension(strapi).use({
    typeDefs: TYPE_DEFS,
    resolvers: {
      Mutation: {
        setPrimaryPhoto: async (_parent, { person, photo }) =>
          setPrimaryPhoto(strapi, String(person), String(photo)),
      },
    },
    resolversConfig: {
      'Person.photos': { middlewares: [mark] },
      'Person.photos_connection': { middlewares: [mark] },
      'Mutation.setPrimaryPhoto': { auth: { scope: [`${PERSON}.setPrimaryPhoto`] } },
    },
  });
};
