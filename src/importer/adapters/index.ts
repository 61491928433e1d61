import type { Readable } from 'node:stream';
import type { MovieRecord } from '../records';
import { checkCsv, readCsv } from './csv';

/** How one kind of file becomes catalogue records. */
export interface Adapter {
  /**
   * Reads the whole file without storing anything, so that a malformed one is refused before the
   * import begins.
   *
   * @returns the number of movies in it
   * @throws {ImportFormatError} with file, line and column
   */
  check: (input: Readable, fileName: string) => Promise<number>;
  /** Gives the movies in the order of the file. */
  read: (input: Readable, fileName: string) => AsyncIterable<MovieRecord>;
}

/** The formats that this project brings, by name. */
export const ADAPTERS: Readonly<Record<string, Adapter>> = {
  csv: { check: checkCsv, read: readCsv },
};
