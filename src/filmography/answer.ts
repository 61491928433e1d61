import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import {
  describePage,
  type PaginationParams,
  type Window,
  windowOf,
} from '../strapi-services/pagination';
import { mayFind } from '../strapi-services/reading-rights';
import { asCallersMistake } from '../documents/acceptable-values';
import { type Filmography, findFilmography, type Part } from './find';

const MOVIE = 'api::movie.movie';
const PERSON = 'api::person.person';
const CHARACTER = 'api::character.character';

/**
 * Only the page can be chosen: everything else would be ignored.
 *
 * @throws {errors.ValidationError} for every other parameter
 */
export const parseFilmographyQuery = (query: Record<string, unknown>): PaginationParams => {
  const { pagination = {}, ...others } = query;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new errors.ValidationError(
      `Invalid key ${unknown}: a filmography takes "pagination" only.`,
      { source: 'query', param: unknown },
    );
  }
  if (typeof pagination !== 'object' || pagination === null || Array.isArray(pagination)) {
    throw new errors.ValidationError('"pagination" must be an object, e.g. pagination[page]=2.');
  }
  return pagination;
};

const assertMayFind = async (
  strapi: Core.Strapi,
  auth: object | undefined,
  uid: UID.ContentType,
  listed: string,
): Promise<void> => {
  if (await mayFind(strapi, auth, uid)) return;
  throw new errors.ForbiddenError(`A filmography needs the permission to list ${listed}.`);
};

/** A filmography as a caller may see it. */
export interface Answer extends Filmography {
  window: Window;
}

/**
 * What a caller may see of a filmography. It is a list of movies, filtered by a person: without the
 * permission to list both there is nothing to answer. For who may not list characters it is what the
 * person has directed, as a filter through characters is refused and a populate leaves them out.
 *
 * @throws {errors.ForbiddenError} when the caller may not list people, or movies
 * @throws {errors.NotFoundError} when there is no such person
 */
export const filmographyFor = async (
  strapi: Core.Strapi,
  auth: object | undefined,
  person: string,
  pagination: PaginationParams,
): Promise<Answer> => {
  const window = windowOf(strapi, pagination);
  await assertMayFind(strapi, auth, PERSON, 'people');
  await assertMayFind(strapi, auth, MOVIE, 'movies');
  const seesCharacters = await mayFind(strapi, auth, CHARACTER);
  try {
    return { ...(await findFilmography(strapi, person, window, seesCharacters)), window };
  } catch (error) {
    throw asCallersMistake(error);
  }
};

const restPart = ({ id, documentId, name, role }: Part) => ({ id, documentId, name, role });

/** `{data, meta}` of `GET /api/people/:documentId/filmography`. */
export const asRestBody = async (
  strapi: Core.Strapi,
  auth: object | undefined,
  { works, totals, window }: Answer,
  pagination: PaginationParams,
) => {
  const { output } = strapi.contentAPI.sanitize;
  const data = works.map(async ({ movie, directed, characters }) => ({
    movie: await output(movie, strapi.contentType(MOVIE), { auth }),
    directed,
    characters: await output(characters.map(restPart), strapi.contentType(CHARACTER), { auth }),
  }));
  return {
    data: await Promise.all(data),
    meta: { totals, pagination: describePage(strapi, window, totals.movies, pagination) },
  };
};
