import type { Core } from '@strapi/strapi';
import { errors, pagination } from '@strapi/utils';

/** What a client asks for: `page` and `pageSize`, or `start` and `limit`. */
export type PaginationParams = Partial<
  Record<'page' | 'pageSize' | 'start' | 'limit' | 'withCount', unknown>
>;

/** Rows to skip, and how many to take. */
export interface Window {
  start: number;
  limit: number;
}

const KEYS = ['page', 'pageSize', 'start', 'limit', 'withCount'];
const LEAST: Record<string, number> = { page: 1, pageSize: 1, start: 0, limit: 1 };

const refuse = (message: string, key: string): never => {
  throw new errors.ValidationError(message, { source: 'query', param: `pagination[${key}]` });
};

const assertNumbers = (params: PaginationParams): void => {
  for (const [key, value] of Object.entries(params)) {
    if (!KEYS.includes(key)) refuse(`Invalid key pagination[${key}].`, key);
    const least = LEAST[key];
    if (least === undefined || value === undefined || value === null) continue;
    const number = Number(value);
    const isLimitless = key === 'limit' && number === -1;
    if (value === '' || !Number.isSafeInteger(number) || (number < least && !isLimitless)) {
      refuse(`"pagination[${key}]" must be a whole number from ${least}.`, key);
    }
  }
};

/**
 * The rows that a page of a list has, by Strapi's rules and the limits of `config/api.ts`, which those of
 * GraphQL equal.
 *
 * @throws {errors.ValidationError} for what is no number, or unknown
 * @throws {errors.PaginationError} when both ways are mixed
 */
export const windowOf = (strapi: Core.Strapi, params: PaginationParams = {}): Window => {
  assertNumbers(params);
  const numbers = Object.fromEntries(
    Object.entries(params)
      .filter(([key, value]) => key in LEAST && value !== undefined && value !== null)
      .map(([key, value]) => [key, Number(value)]),
  );
  const limit = strapi.config.get<number>('api.rest.defaultLimit');
  const { start, limit: size } = pagination.withDefaultPagination(numbers, {
    defaults: { offset: { limit }, page: { pageSize: limit } },
    maxLimit: strapi.config.get<number>('api.rest.maxLimit'),
  }) as Window;
  return { start, limit: size };
};

/** What `meta.pagination` says of a page, in the way in which it was asked for. */
export const describePage = (window: Window, total: number, params: PaginationParams = {}) =>
  'start' in params || 'limit' in params
    ? pagination.transformOffsetPaginationInfo(window, total)
    : pagination.transformPagedPaginationInfo(window, total);
