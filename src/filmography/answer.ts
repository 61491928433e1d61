import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import {
  describePage,
  type PaginationParams,
  type Window,
  windowOf,
} from '../strapi-services/pagination';
import { mayFind } from '../strapi-services/reading-rights';
import { asCallersMistake } from '../documents/acceptable-values';
import { type Filmography, findFilmography } from './find';

const MOVIE = 'api::movie.movie';
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

/** A filmography as a caller may see it. */
export interface Answer extends Filmography {
  window: Window;
}

/**
 * What a caller may see of a filmography. It is a list of movies: without the permission to list movies
 * there is nothing to answer. Characters are left out for who may not list them, as in a populate.
 *
 * @throws {errors.ForbiddenError} when the caller may not list movies
 * @throws {errors.NotFoundError} when there is no such person
 */
export const filmographyFor = async (
  strapi: Core.Strapi,
  auth: object | undefined,
  person: string,
  pagination: PaginationParams,
): Promise<Answer> => {
  const window = windowOf(strapi, pagination);
  if (!(await mayFind(strapi, auth, MOVIE))) {
    throw new errors.ForbiddenError('A filmography needs the permission to list movies.');
  }
  const seesCharacters = await mayFind(strapi, auth, CHARACTER);
  const found = await findFilmography(strapi, person, window).catch((error: unknown) => {
    throw asCallersMistake(error);
  });
  const works = seesCharacters
    ? found.works
    : found.works.map((work) => ({ ...work, characters: [] }));
  return { ...found, works, window };
};

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
    characters: await output(characters, strapi.contentType(CHARACTER), { auth }),
  }));
  return {
    data: await Promise.all(data),
    meta: { totals, pagination: describePage(window, totals.movies, pagination) },
  };
};
