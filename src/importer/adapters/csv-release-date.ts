import { found } from '../import-format-error';
import type { Remark } from '../records';
import { type CsvField, isPlausibleYear, PLAUSIBLE_YEARS } from './csv-values';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** `June 13, 1980 (United States)`, `June 1980 (…)`, `1980 (…)`; the country may be missing. */
const RELEASED = /^(?:(?<month>[a-z]+) (?:(?<day>\d{1,2}), )?)?(?<year>\d{4})(?: \(.+\))?$/i;

/** A day, and what had to be assumed to have one. */
export interface ReleaseDate {
  /** ISO 8601 date, `YYYY-MM-DD`. */
  date: string;
  remark?: Remark;
}

/**
 * Reads a release date as IMDb writes it: `June 13, 1980 (United States)`. Without a day it is the
 * first of the month, without a month January 1, both with a remark. The country is that of the
 * release, which the catalogue does not keep. `undefined` when the field is empty.
 *
 * @throws ImportFormatError for anything else, for days that do not exist, and for years that no movie
 * can be of.
 */
export function parseReleased({ text, error }: CsvField): ReleaseDate | undefined {
  if (text === '') return undefined;
  const { year, month, day } = RELEASED.exec(text)?.groups ?? {};
  if (year !== undefined && !isPlausibleYear(Number(year))) {
    throw error(`expected a date of a year ${PLAUSIBLE_YEARS}, ${found(text)}`);
  }
  const date = year && isoDate(Number(year), monthNumber(month), Number(day ?? 1));
  if (!date) {
    throw error(`expected a date such as "June 13, 1980 (United States)", ${found(text)}`);
  }
  if (day !== undefined) return { date };
  const what =
    month === undefined
      ? 'only the year of release is known: taken as January 1'
      : 'only the month of release is known: taken as its first day';
  return { date, remark: { what, found: text } };
}

/** The date for a movie of which only the year is known. */
export function releaseDateOfYear(year: number): ReleaseDate {
  const what = 'no release date: taken as January 1 of the year';
  return { date: `${year}-01-01`, remark: { what, found: '' } };
}

/** 1 to 12; 1 without a month, 0 for what is no month. */
function monthNumber(name: string | undefined): number {
  return name === undefined ? 1 : MONTHS.indexOf(name.toLowerCase()) + 1;
}

/** `undefined` when the calendar has no such day. */
function isoDate(year: number, month: number, day: number): string | undefined {
  if (month < 1) return undefined;
  // Day 0 of the next month is the last of this one.
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > lastDay) return undefined;
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}
