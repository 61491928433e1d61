import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { mayFind } from '../strapi-services/reading-rights';
import { countFacets, type Facets } from './count';

const MOVIE = 'api::movie.movie';

const PARAMETERS = new Set(['filters', 'status']);

const assertFiltersOnly = (query: object): void => {
  const unknown = Object.keys(query).find((key) => !PARAMETERS.has(key));
  if (unknown === undefined) return;
  throw new errors.ValidationError(`Invalid key ${unknown}: facets take "filters" and "status".`, {
    source: 'query',
    param: unknown,
  });
};

/**
 * The facets of the movies that a list with the same filters would have, for this caller. As a list, it
 * shows drafts to who may see them only; genres and countries are empty for who may not list them.
 *
 * @param query of the content API, as the client sent it
 * @throws {errors.ForbiddenError} when the caller may not list movies
 * @throws {errors.ValidationError} what a list throws for such filters, and for other parameters
 */
export const facetsFor = async (
  strapi: Core.Strapi,
  auth: object | undefined,
  query: object,
): Promise<Facets> => {
  assertFiltersOnly(query);
  if (!(await mayFind(strapi, auth, MOVIE))) {
    throw new errors.ForbiddenError('Facets need the permission to list movies.');
  }
  const schema = strapi.contentType(MOVIE);
  await strapi.contentAPI.validate.query({ ...query }, schema, { auth });
  const sanitized = await strapi.contentAPI.sanitize.query({ ...query }, schema, { auth });
  const facets = await countFacets(strapi, sanitized);
  const [seesGenres, seesCountries] = await Promise.all([
    mayFind(strapi, auth, 'api::genre.genre'),
    mayFind(strapi, auth, 'api::country.country'),
  ]);
  return {
    ...facets,
    genres: seesGenres ? facets.genres : [],
    countries: seesCountries ? facets.countries : [],
  };
};
