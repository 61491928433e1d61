import type { Core } from '@strapi/strapi';
import { environment } from '../../config/environment';
import { type Ask, withinTime } from '../database';
import { type Attempt, attemptsAsMeant, attemptsAsTyped } from './attempts';
import { describeHits, type SearchHit } from './hits';
import { rank, type RankedPage, type SearchType } from './rank';
import { SearchTimeoutError } from './timeout-error';
import { readMeanings, readQuery } from './tokens';

export interface SearchRequest {
  /** What somebody has typed. */
  q: string;
  types: readonly SearchType[];
  /** Whether the pictures of actors may be shown, who are people. */
  seesPeople: boolean;
  /** From 1. */
  page: number;
  pageSize: number;
}

export interface SearchAnswer {
  hits: SearchHit[];
  pagination: { page: number; pageSize: number; pageCount: number; total: number };
}

const NOTHING: RankedPage = { ranked: [], total: 0 };

/** The first attempt that finds anything decides. What words may be meant for is read when it is needed. */
const find = async (ask: Ask, request: SearchRequest): Promise<RankedPage> => {
  if (request.types.length === 0) return NOTHING;
  const query = await ask((trx) => readQuery(trx, request.q));
  const page = { limit: request.pageSize, offset: (request.page - 1) * request.pageSize };
  const firstOf = async (attempts: Attempt[]): Promise<RankedPage> => {
    for (const attempt of attempts) {
      const found = await ask((trx) => rank(trx, query.name, attempt, request.types, page));
      if (found.total > 0) return found;
    }
    return NOTHING;
  };
  const found = await firstOf(attemptsAsTyped(query));
  if (found.total > 0 || query.tokens.length === 0) return found;
  const meanings = await ask((trx) => readMeanings(trx, query.tokens));
  return firstOf(attemptsAsMeant(query, meanings));
};

/**
 * Movies, people and characters by name, best first: with typing errors, without accents, in any order
 * of the words, and while the last of them is still being typed; where no name has the words, by
 * description. Movies are published ones.
 *
 * @returns at most 150 hits of each type
 * @throws {SearchTimeoutError} when it takes longer than SEARCH_TIMEOUT_MS, or too many others wait
 */
export const search = (strapi: Core.Strapi, request: SearchRequest): Promise<SearchAnswer> => {
  const givenUp = (timeoutMs: number) => new SearchTimeoutError(timeoutMs);
  return withinTime(strapi, environment().SEARCH_TIMEOUT_MS, givenUp, async (ask) => {
    const { ranked, total } = await find(ask, request);
    const { page, pageSize, seesPeople } = request;
    return {
      hits: await ask((trx) => describeHits(strapi, trx, ranked, seesPeople)),
      pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total },
    };
  });
};
