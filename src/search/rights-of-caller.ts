import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { mayFind } from '../strapi-services/reading-rights';
import { SEARCH_TYPES, type SearchType } from './rank';

const UIDS: Record<SearchType, UID.ContentType> = {
  movie: 'api::movie.movie',
  person: 'api::person.person',
  character: 'api::character.character',
};

/**
 * What a caller may be told of: the types that are asked for, or all that the caller may list; and
 * whether people may be shown with characters.
 *
 * @throws {errors.ForbiddenError} when a type is asked for that the caller may not list
 */
export const rightsOf = async (
  strapi: Core.Strapi,
  auth: object | undefined,
  asked: readonly SearchType[] | undefined,
): Promise<{ types: SearchType[]; seesPeople: boolean }> => {
  const listed = new Set<SearchType>();
  for (const type of SEARCH_TYPES) {
    if (await mayFind(strapi, auth, UIDS[type])) listed.add(type);
  }
  const refused = asked?.find((type) => !listed.has(type));
  if (refused) throw new errors.ForbiddenError(`You may not search for "${refused}".`);
  return { types: asked ? [...asked] : [...listed], seesPeople: listed.has('person') };
};
