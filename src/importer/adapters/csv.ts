import type { Readable } from 'node:stream';
import type { FullName } from '../full-name';
import { ImportFormatError } from '../import-format-error';
import type { MovieRecord, PersonRecord, Remark } from '../records';
import { countryCode, genreName } from '../vocabulary';
import { CSV_COLUMNS, type MovieFields, readHeader } from './csv-header';
import { parseReleased, releaseDateOfYear } from './csv-release-date';
import { readCsvRows } from './csv-rows';
import { parseBudget, parseName, parseRuntime, parseTitle, parseYear } from './csv-values';

export { ImportFormatError } from '../import-format-error';

/** What IMDb's lists say instead of a name when a movie has several directors. */
const SEVERAL_DIRECTORS = /^directors?$/i;

/**
 * Reads movies from CSV text in the layout of the "movie industry" data set: a header row with the
 * columns name, genre, year, released, director, star, country, budget (US dollars) and runtime
 * (minutes), in any order and case; other columns are ignored. UTF-8, quoted as in RFC 4180.
 *
 * Movies come in the order of the file, one at a time; `source` is the line on which each begins.
 * What is wrong ends the reading with an error; what is merely unknown (a country, a genre, the day
 * of a release) becomes a remark. To have nothing half imported, run {@link checkCsv} first.
 *
 * @param input bytes of the file; destroyed when reading ends, also early.
 * @param fileName how errors name the file.
 * @throws ImportFormatError with file, line and column, when the text is not CSV in UTF-8, a column
 *   is missing, or a value cannot be what its column says; and whatever error `input` ends with.
 */
export async function* readCsv(input: Readable, fileName: string): AsyncGenerator<MovieRecord> {
  let fieldsOf: ReturnType<typeof readHeader> | undefined;
  for await (const row of readCsvRows(input, fileName)) {
    if (fieldsOf) yield toMovie(row.line, fieldsOf(row));
    else fieldsOf = readHeader(row, fileName);
  }
  if (!fieldsOf) {
    const expected = `expected a header row with the columns ${CSV_COLUMNS.join(', ')}`;
    throw new ImportFormatError({ file: fileName, line: 1 }, `${expected}, found an empty file`);
  }
}

/**
 * Reads a file to its end without keeping anything: the first of two passes, so that a mistake on
 * the last line is known before the first movie is written.
 *
 * @returns how many movies the file has.
 * @throws ImportFormatError like {@link readCsv}.
 */
export async function checkCsv(input: Readable, fileName: string): Promise<number> {
  const movies = readCsv(input, fileName);
  let count = 0;
  while (!(await movies.next()).done) count += 1;
  return count;
}

function toMovie(line: number, fields: MovieFields): MovieRecord {
  const remarks: Remark[] = [];
  const director = directorOf(fields, remarks);
  const star = parseName(fields.star);
  return {
    source: `line ${line}`,
    title: parseTitle(fields.name),
    budget: parseBudget(fields.budget),
    releaseDate: releaseDateOf(fields, remarks),
    durationMinutes: parseRuntime(fields.runtime),
    country: countryOf(fields, remarks),
    director: director && toPerson(director),
    genres: genresOf(fields, remarks),
    cast: star ? [{ name: 'Unnamed', role: 'leading', actor: toPerson(star) }] : [],
    remarks,
  };
}

/** The file tells where a movie is from, not where its people are. */
function toPerson(name: FullName): PersonRecord {
  return { ...name, country: 'ZZ' };
}

function directorOf({ director }: MovieFields, remarks: Remark[]): FullName | undefined {
  if (SEVERAL_DIRECTORS.test(director.text)) {
    remarks.push({ what: 'several directors, not named: none taken over', found: director.text });
    return undefined;
  }
  return parseName(director);
}

function releaseDateOf({ released, year }: MovieFields, remarks: Remark[]): string | undefined {
  // Also when it is not needed: a year that cannot be read says that something is wrong.
  const knownYear = parseYear(year);
  const release =
    parseReleased(released) ?? (knownYear === undefined ? undefined : releaseDateOfYear(knownYear));
  if (release?.remark) remarks.push(release.remark);
  return release?.date;
}

function countryOf({ country }: MovieFields, remarks: Remark[]): string | undefined {
  if (country.text === '') return undefined;
  const code = countryCode(country.text);
  if (code === undefined)
    remarks.push({ what: 'the country is not known: left out', found: country.text });
  return code;
}

function genresOf({ genre }: MovieFields, remarks: Remark[]): string[] {
  if (genre.text === '') return [];
  const name = genreName(genre.text);
  if (name === undefined)
    remarks.push({ what: 'the genre is not known: left out', found: genre.text });
  return name === undefined ? [] : [name];
}
