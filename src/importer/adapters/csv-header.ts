import { ImportFormatError } from '../import-format-error';
import { lineBreaks } from './csv-position';
import type { CsvRow } from './csv-rows';
import { type CsvField, cleanText } from './csv-values';

/** The columns a movie file must have. */
export const CSV_COLUMNS = [
  'name',
  'genre',
  'year',
  'released',
  'director',
  'star',
  'country',
  'budget',
  'runtime',
] as const;

export type CsvColumn = (typeof CSV_COLUMNS)[number];

/** The fields of one movie, by column. */
export type MovieFields = Record<CsvColumn, CsvField>;

/**
 * Reads the header row and gives the function that picks the fields of every row below it. Order
 * and case of the column names do not matter; columns that are not ours are passed over.
 *
 * @throws ImportFormatError when a column is missing or there twice, and, from the function it
 *   gives, when a row has another number of fields than the header.
 */
export function readHeader(header: CsvRow, file: string): (row: CsvRow) => MovieFields {
  const names = header.fields.map((name) => cleanText(name).toLowerCase());
  requireColumns(names, { file, line: header.line });

  return (row) => {
    requireFieldCount(row, names, file);
    const fields = CSV_COLUMNS.map((column) => [
      column,
      fieldOf(row, names.indexOf(column), column),
    ]);
    return Object.fromEntries(fields) as MovieFields;
  };

  function fieldOf(row: CsvRow, index: number, columnName: CsvColumn): CsvField {
    return {
      text: cleanText(row.fields[index] ?? ''),
      error: (problem) =>
        new ImportFormatError(
          { file, line: lineOfField(row, index), column: index + 1, columnName },
          problem,
        ),
    };
  }
}

function requireColumns(names: string[], place: { file: string; line: number }) {
  const missing = CSV_COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    const present = names.filter((name) => name !== '').join(', ');
    const hint = /[;\t|]/.test(present) ? '; separate the columns with commas' : '';
    throw new ImportFormatError(
      place,
      `expected the columns ${CSV_COLUMNS.join(', ')}; missing: ${missing.join(', ')}; found: ${present}${hint}`,
    );
  }
  const twice = CSV_COLUMNS.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice !== undefined) {
    throw new ImportFormatError(
      { ...place, column: names.lastIndexOf(twice) + 1, columnName: twice },
      'expected every column once, found it twice',
    );
  }
}

function requireFieldCount(row: CsvRow, names: string[], file: string) {
  const count = row.fields.length;
  if (count === names.length) return;
  // The first field that is missing, or the first that is too many.
  const index = Math.min(count, names.length);
  throw new ImportFormatError(
    { file, line: lineOfField(row, index), column: index + 1, columnName: names[index] },
    `expected ${names.length} fields as in the header, found ${count}`,
  );
}

/** The line on which a field begins: line breaks in the fields before it count. */
function lineOfField({ line, fields }: CsvRow, index: number): number {
  return fields.slice(0, index).reduce((sum, field) => sum + lineBreaks(field), line);
}
