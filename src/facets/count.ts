import type { Core } from '@strapi/strapi';
import { withinTime } from '../database';
import { withHubIds } from '../discover/hub-filters';
import { remainingConditions } from '../discover/kept-counts';
import { asCallersMistake } from '../documents/acceptable-values';
import { queryParams } from '../strapi-services';
import type { DatabaseQuery } from '../strapi-services/entity-manager';
import { FACETS_OF, KEPT_FACETS } from './statements';
import { FacetsTimeoutError } from './timeout-error';

const MOVIE = 'api::movie.movie';

/** Counting the facets of a million movies takes about half of it. */
const TIMEOUT_MS = 3_000;

export interface Facets {
  /** Each by count, the greatest first; those without a movie are left out. */
  genres: { documentId: string; name: string; count: number }[];
  countries: { documentId: string; name: string; code: string; count: number }[];
  /** By the first year; null is for movies without a date. */
  decades: { decade: number | null; count: number }[];
  /** Movies that pass the filters. */
  total: number;
}

interface Row {
  facet: 'genres' | 'countries' | 'decades' | 'total';
  documentId: string;
  name: string;
  code: string;
  decade: number | null;
  count: string | number;
}

const asFacets = (rows: Row[]): Facets => {
  const of = (wanted: Row['facet']) =>
    rows
      .filter(({ facet, count }) => facet === wanted && Number(count) > 0)
      .map((row) => ({ ...row, count: Number(row.count) }));
  return {
    genres: of('genres').map(({ documentId, name, count }) => ({ documentId, name, count })),
    countries: of('countries').map(({ documentId, name, code, count }) => ({
      documentId,
      name,
      code,
      count,
    })),
    decades: of('decades').map(({ decade, count }) => ({ decade, count })),
    total: of('total')[0]?.count ?? 0,
  };
};

/** @throws what the query builder has against filters */
const moviesThatPass = (strapi: Core.Strapi, { where = {}, filters }: DatabaseQuery) => {
  const movies = strapi.db.queryBuilder(MOVIE);
  movies.init({ select: ['id', 'releaseDate'], where, filters } as Parameters<
    typeof movies.init
  >[0]);
  return movies.getKnexQuery();
};

const countFiltered = async (strapi: Core.Strapi, question: DatabaseQuery): Promise<Row[]> => {
  const statement = moviesThatPass(strapi, await withHubIds(strapi, MOVIE, question));
  const givenUp = (timeoutMs: number) => new FacetsTimeoutError(timeoutMs);
  return withinTime(strapi, TIMEOUT_MS, givenUp, async (ask) => {
    const { rows } = await ask(
      async (trx) => await trx.raw<{ rows: Row[] }>(FACETS_OF, [statement]),
    );
    return rows;
  });
};

/**
 * How many movies there are of each genre, country and decade, among those that pass the filters; a
 * filter by genre holds for the genres as well. One statement.
 *
 * @param query of the content API, validated and sanitized
 * @throws {FacetsTimeoutError} when it takes longer than three seconds, or too many others wait
 */
export const countFacets = async (strapi: Core.Strapi, query: object): Promise<Facets> => {
  const question = queryParams(strapi).transform(MOVIE, { status: 'published', ...query });
  try {
    if (remainingConditions(strapi, MOVIE, question)?.length === 0) {
      // What is no condition at all, such as a text, has nothing that remains, and is refused by this.
      moviesThatPass(strapi, question).toSQL();
      const { rows } = await strapi.db.connection.raw<{ rows: Row[] }>(KEPT_FACETS);
      return asFacets(rows);
    }
    return asFacets(await countFiltered(strapi, question));
  } catch (error) {
    throw asCallersMistake(error);
  }
};
