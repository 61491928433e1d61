import { FIRST_FILM } from '../../documents/first-film';
import { type FullName, splitFullName } from '../full-name';
import { type ImportFormatError, found } from '../import-format-error';

/** A value of a CSV file that knows its place. */
export interface CsvField {
  /** Trimmed, in NFC, with single spaces; `''` when the file says nothing. */
  text: string;
  /** The error that names this field; `problem` says what was expected. */
  error: (problem: string) => ImportFormatError;
}

/** What the columns title, first and last name hold in the database. */
const MAX_TEXT_LENGTH = 255;

/** Longer than a day is a mistake of units; Movie.durationMinutes has the same limit. */
const MAX_DURATION_MINUTES = 1440;

/** A year that is later than a century ahead is a typing mistake. */
const LAST_YEAR = 2199;
const FIRST_YEAR = Number(FIRST_FILM.slice(0, 4));

/** The years that a movie can be of, as they stand in "expected a year …". */
export const PLAUSIBLE_YEARS = `from ${FIRST_YEAR} to ${LAST_YEAR}`;

/** A value as people write it: trimmed, in NFC, with single spaces. */
export function cleanText(value: string): string {
  return value.normalize('NFC').trim().replace(/\s+/g, ' ');
}

/** A title, 1 to 255 characters. */
export function parseTitle({ text, error }: CsvField): string {
  if (text === '') throw error(`expected a title, ${found(text)}`);
  if (text.length > MAX_TEXT_LENGTH) {
    throw error(`expected a title of at most ${MAX_TEXT_LENGTH} characters, found ${text.length}`);
  }
  return text;
}

/** A person's name; `undefined` when the field is empty. */
export function parseName({ text, error }: CsvField): FullName | undefined {
  if (text === '') return undefined;
  const name = splitFullName(text);
  if (Math.max(name.firstName.length, name.lastName?.length ?? 0) > MAX_TEXT_LENGTH) {
    throw error(`expected a name of at most ${MAX_TEXT_LENGTH} characters, ${found(text)}`);
  }
  return name;
}

/** US dollars, as `19000000` or `19000000.50`; `undefined` when the field is empty. */
export function parseBudget({ text, error }: CsvField): number | undefined {
  if (text === '') return undefined;
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw error(`expected a number of US dollars, ${found(text)}`);
  // What numeric(15,2) holds.
  if (!/^\d{1,13}(\.\d{1,2})?$/.test(text)) {
    throw error(
      `expected US dollars from 0 to 9999999999999.99 with at most two decimals, ${found(text)}`,
    );
  }
  return Number(text);
}

/** Whole minutes, as `146` or `146.0`, 1 to 1440; `undefined` when the field is empty. */
export function parseRuntime({ text, error }: CsvField): number | undefined {
  if (text === '') return undefined;
  const minutes = parseWholeNumber(text);
  if (minutes === undefined || minutes < 1 || minutes > MAX_DURATION_MINUTES) {
    throw error(`expected whole minutes from 1 to ${MAX_DURATION_MINUTES}, ${found(text)}`);
  }
  return minutes;
}

/** A year, as `1980` or `1980.0`; `undefined` when the field is empty. */
export function parseYear({ text, error }: CsvField): number | undefined {
  if (text === '') return undefined;
  const year = parseWholeNumber(text);
  if (year === undefined || !isPlausibleYear(year)) {
    throw error(`expected a year ${PLAUSIBLE_YEARS}, ${found(text)}`);
  }
  return year;
}

/** Whether a movie can be of this year. */
export function isPlausibleYear(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** Digits; tools that store missing numbers as floats write `.0` behind whole ones. */
function parseWholeNumber(text: string): number | undefined {
  return /^\d+(\.0+)?$/.test(text) ? Number(text) : undefined;
}
