import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { authService } from '../strapi-services';
import { SEARCH_TYPES, type SearchType } from './rank';

const UIDS: Record<SearchType, UID.ContentType> = {
  movie: 'api::movie.movie',
  person: 'api::person.person',
  character: 'api::character.character',
};

const mayFind = async (strapi: Core.Strapi, auth: object, type: SearchType): Promise<boolean> => {
  try {
    await authService(strapi).verify(auth, { scope: [`${UIDS[type]}.find`] });
    return true;
  } catch (error) {
    if (error instanceof errors.ForbiddenError || error instanceof errors.UnauthorizedError) {
      return false;
    }
    throw error;
  }
};

/**
 * The types to search: those that are asked for, or all that the caller may list.
 *
 * @throws {errors.ForbiddenError} when one is asked for that the caller may not list
 */
export const typesFor = async (
  strapi: Core.Strapi,
  auth: object,
  asked: readonly SearchType[] | undefined,
): Promise<SearchType[]> => {
  const permitted: SearchType[] = [];
  for (const type of asked ?? SEARCH_TYPES) {
    if (await mayFind(strapi, auth, type)) permitted.push(type);
    else if (asked) throw new errors.ForbiddenError(`You may not search for "${type}".`);
  }
  return permitted;
};
