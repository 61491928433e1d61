import type { Core, Modules } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { FIRST_FILM } from './first-film';

interface Finding {
  field: string;
  message: string;
}

type Check = (value: unknown) => string | undefined;

/** A text that is a number is stored as one. What is no number is left to Strapi's validation. */
const numberOf = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
};

const numberBetween =
  (min: number, max: number, unit: string): Check =>
  (value) => {
    const number = numberOf(value);
    return number === undefined || (number >= min && number <= max)
      ? undefined
      : `must be ${min} to ${max.toLocaleString('en')} ${unit}, not ${number}`;
  };

const atMostCharacters =
  (max: number): Check =>
  (value) =>
    typeof value !== 'string' || value.length <= max
      ? undefined
      : `must have at most ${max} characters, not ${value.length}`;

const dayOf = (value: unknown): string | undefined =>
  value instanceof Date
    ? value.toISOString().slice(0, 10)
    : typeof value === 'string'
      ? value.slice(0, 10)
      : undefined;

const notBefore =
  (first: string): Check =>
  (value) => {
    const day = dayOf(value);
    return day === undefined || day >= first
      ? undefined
      : `must not be before ${first}, as ${day} is`;
  };

/**
 * By the date in UTC, for editors everywhere: what one of them may enter does not depend on where the
 * server is. East of Greenwich, today is the future for some hours.
 */
const notInTheFuture: Check = (value) => {
  const day = dayOf(value);
  return day === undefined || day <= new Date().toISOString().slice(0, 10)
    ? undefined
    : `must not be in the future, as ${day} is`;
};

const wholeNumber: Check = (value) => {
  const number = numberOf(value);
  return number === undefined || Number.isInteger(number)
    ? undefined
    : `must be a whole number, not ${number}`;
};

/**
 * What is wrong in a draft as much as in a published entry. Strapi checks the limits of a schema
 * only when it publishes; a draft with a negative budget would be refused by the database alone,
 * as an internal error.
 */
const CHECKS: Partial<Record<string, Record<string, Check[]>>> = {
  'api::movie.movie': {
    title: [atMostCharacters(255)],
    budget: [numberBetween(0, 9_999_999_999_999.99, 'US dollars')],
    durationMinutes: [wholeNumber, numberBetween(1, 1440, 'minutes')],
    releaseDate: [notBefore(FIRST_FILM)],
  },
  'api::person.person': {
    dateOfBirth: [notInTheFuture],
  },
};

const findings = (uid: string, data: Record<string, unknown>): Finding[] =>
  Object.entries(CHECKS[uid] ?? {}).flatMap(([field, checks]) => {
    const message = checks.map((check) => check(data[field])).find((found) => found !== undefined);
    return message === undefined ? [] : [{ field, message: `"${field}" ${message}.` }];
  });

/** Refuses values that no movie or person can have, with the field and the limit. */
export const plausibleValues =
  (strapi: Core.Strapi): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    const { uid, params } = context;
    const data =
      'data' in params ? (params.data as Record<string, unknown> | undefined) : undefined;
    const found = data ? findings(uid, data) : [];
    if (found.length === 0) return next();

    const { displayName } = strapi.contentType(uid).info;
    throw new errors.ValidationError(
      `${displayName}: ${found.map(({ message }) => message).join(' ')}`,
      {
        errors: found.map(({ field, message }) => ({
          path: [field],
          message,
          name: 'ValidationError',
        })),
      },
    );
  };
