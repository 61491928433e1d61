import { pipeline, type Readable } from 'node:stream';
import { CsvError, type Options, type Parser, parse } from 'csv-parse';
import { ImportFormatError, found } from '../import-format-error';
import { fieldAt, lineBreaks } from './csv-position';

/** A row longer than this is taken for a quote that was never closed; it also bounds memory. */
const MAX_ROW_CHARACTERS = 128_000;

/** NUL says binary or UTF-16; U+FFFD is what bytes that are not UTF-8 are decoded to. */
const NOT_TEXT = /[\0\uFFFD]/;

/** What csv-parse finds wrong, in words for someone who looks at the file in an editor. */
const PROBLEMS: Partial<Record<CsvError['code'], string>> = {
  CSV_QUOTE_NOT_CLOSED: 'expected a closing quote, found the end of the file',
  CSV_MAX_RECORD_SIZE: `expected a row of at most ${MAX_ROW_CHARACTERS} characters; a closing quote may be missing`,
  CSV_INVALID_CLOSING_QUOTE:
    'expected a comma or the end of the line after the closing quote; inside a quoted value, write quotes twice ("")',
  INVALID_OPENING_QUOTE:
    'expected no quote inside an unquoted value; quote the whole value and write quotes inside it twice ("")',
};

/** One row of a CSV file. */
export interface CsvRow {
  /** The line on which the row begins, counted from 1. */
  line: number;
  /** Its values, without the quotes around them. */
  fields: string[];
}

/** How far the parser has come: what errors need to name a place. */
interface Cursor {
  file: string;
  /** The line on which the row being parsed begins. */
  line: number;
  /** The fields of the first row; empty before it is read. */
  columnNames: string[];
}

/**
 * Reads the rows of comma-separated UTF-8 text (RFC 4180), with or without byte order mark and with
 * any line ends; the first row names the columns. Rows without a value (blank lines, lines of
 * commas) are left out. Rows have as many fields as the file gives them.
 *
 * @throws ImportFormatError with line and column, for wrong quotes and for what is not UTF-8 text;
 *   and whatever error `input` ends with.
 */
export async function* readCsvRows(input: Readable, file: string): AsyncGenerator<CsvRow> {
  const cursor: Cursor = { file, line: 1, columnNames: [] };
  const parser = rowParser(cursor);
  // Destroys the input when the reader stops early; its errors come out of the parser.
  pipeline(input, parser, () => undefined);
  try {
    yield* parser as AsyncIterable<CsvRow>;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const raw = typeof error.raw === 'string' ? error.raw : '';
    const problem = PROBLEMS[error.code] ?? error.message;
    throw notTextError(cursor, raw, parser) ?? errorAt(cursor, raw, raw.length - 1, problem);
  }
}

/** A csv-parse parser that gives {@link CsvRow}s and moves the cursor along. */
function rowParser(cursor: Cursor): Parser {
  const options: Options<CsvRow, { record: string[]; raw: string }> = {
    bom: true,
    raw: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MAX_ROW_CHARACTERS,
    // The number of fields is checked by the reader, who knows what the columns are.
    relax_column_count: true,
    // Lines are counted here and not where rows are read, because on an error the rows still
    // buffered are lost. csv-parse's own count takes \r\n inside quotes for two lines.
    on_record({ record, raw }) {
      const error = notTextError(cursor, raw, parser);
      if (error) throw error;
      const row = { line: cursor.line, fields: record };
      cursor.line += lineBreaks(raw);
      if (record.every((field) => field.trim() === '')) return null;
      if (cursor.columnNames.length === 0) cursor.columnNames = record;
      return row;
    },
  };
  // The typings know other records than string[] only together with the option `columns`.
  const parser = parse(options as unknown as Options);
  return parser;
}

/** The error for the field that holds the character at `offset` of the row under the cursor. */
function errorAt(
  { file, line, columnNames }: Cursor,
  raw: string,
  offset: number,
  problem: string,
) {
  const { position, lineBreaksBefore } = fieldAt(raw, offset);
  const columnName = columnNames[position - 1]?.trim();
  const place = { file, line: line + lineBreaksBefore, column: position, columnName };
  return new ImportFormatError(place, problem);
}

/** The error for a row that is not UTF-8 text; `undefined` when it is. */
function notTextError(cursor: Cursor, raw: string, { options }: Parser) {
  // csv-parse follows a UTF-16 byte order mark by itself, and would decode such a file.
  const at = options.encoding === 'utf8' ? raw.search(NOT_TEXT) : 0;
  if (at < 0) return undefined;
  const excerpt = raw.slice(Math.max(0, at - 20), at + 20).trim();
  const problem = `expected UTF-8 text, ${found(excerpt)}; save the file as CSV in UTF-8`;
  return errorAt(cursor, raw, at, problem);
}
