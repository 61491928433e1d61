/** Where in a file something is wrong. Lines and columns count from 1. */
export interface FilePlace {
  file: string;
  /** The line on which the wrong value begins; in a row with line breaks, not always its first. */
  line: number;
  /** Position of the column among the columns of the file; missing when a whole row is meant. */
  column?: number;
  /** The column's name, where the file gives it one. */
  columnName?: string;
}

/**
 * A file is not what its format promises. The message names the place and what was expected:
 * `movies.csv, line 12, column "budget": expected a number of US dollars, found "12,5x".`
 */
export class ImportFormatError extends Error {
  override readonly name = 'ImportFormatError';
  readonly file: string;
  readonly line: number;
  readonly column: number | undefined;
  readonly columnName: string | undefined;

  /** @param problem what was expected and what was found, without a full stop. */
  constructor({ file, line, column, columnName }: FilePlace, problem: string) {
    const parts = [file, `line ${line}`];
    if (columnName) parts.push(`column "${columnName}"`);
    else if (column !== undefined) parts.push(`column ${column}`);
    super(`${parts.join(', ')}: ${problem}.`);
    this.file = file;
    this.line = line;
    this.column = column;
    this.columnName = columnName;
  }
}

/** The second half of a problem: `found "12,5x"`, shortened, or `found nothing`. */
export function found(value: string): string {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return value === '' ? 'found nothing' : `found ${JSON.stringify(shown)}`;
}
