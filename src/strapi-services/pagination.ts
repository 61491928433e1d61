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

/** What Strapi's lists take for `withCount`. */
const COUNTED: unknown[] = [true, 'true', 't', '1', 1];
const NOT_COUNTED: unknown[] = [false, 'false', 'f', '0', 0];

const refuse = (message: string, key: string): never => {
  throw new errors.ValidationError(message, { source: 'query', param: `pagination[${key}]` });
};

/** Of REST, it comes as digits. */
const asNumber = (value: unknown): number =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+$/.test(value))
    ? Number(value)
    : NaN;

const assertNumbers = (params: PaginationParams): void => {
  for (const [key, value] of Object.entries(params)) {
    if (!KEYS.includes(key)) refuse(`Invalid key pagination[${key}].`, key);
    if (value === undefined || value === null) continue;
    if (key === 'withCount' && ![...COUNTED, ...NOT_COUNTED].includes(value)) {
      refuse('"pagination[withCount]" must be true or false.', key);
    }
    const least = LEAST[key];
    if (least === undefined) continue;
    const number = asNumber(value);
    const isLimitless = key === 'limit' && number === -1;
    if (!Number.isSafeInteger(number) || (number < least && !isLimitless)) {
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
      .map(([key, value]) => [key, asNumber(value)]),
  );
  const limit = strapi.config.get<number>('api.rest.defaultLimit');
  const { start, limit: size } = pagination.withDefaultPagination(numbers, {
    defaults: { offset: { limit }, page: { pageSize: limit } },
    maxLimit: strapi.config.get<number>('api.rest.maxLimit'),
  }) as Window;
  return { start, limit: size };
};

const isCounted = (strapi: Core.Strapi, { withCount }: PaginationParams): boolean => {
  if (withCount === undefined || withCount === null) {
    return strapi.config.get('api.rest.withCount', true);
  }
  return COUNTED.includes(withCount);
};

/**
 * What `meta.pagination` says of a page, in the way in which it was asked for: without what all pages
 * have together where that is not wanted.
 */
export const describePage = (
  strapi: Core.Strapi,
  window: Window,
  total: number,
  params: PaginationParams = {},
) => {
  const described =
    'start' in params || 'limit' in params
      ? pagination.transformOffsetPaginationInfo(window, total)
      : pagination.transformPagedPaginationInfo(window, total);
  if (isCounted(strapi, params)) return described;
  return Object.fromEntries(
    Object.entries(described).filter(([key]) => key !== 'total' && key !== 'pageCount'),
  );
};
