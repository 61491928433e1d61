import type { Readable } from 'node:stream';
import type { Core } from '@strapi/strapi';
import { type Adapter, ADAPTERS } from './adapters';
import type { MovieRecord } from './records';

/**
 * Reads the movies of a file, one at a time and in its order. It may read a file twice: the whole of it
 * first, so that a mistake on its last line is known before the first movie is stored.
 *
 * @param fileName how errors name the file
 * @throws {ImportFormatError} where the file is not what its format promises
 */
export type ReadMovies = (input: Readable, fileName: string) => AsyncIterable<MovieRecord>;

type Formats = Readonly<Partial<Record<string, Adapter>>>;

const added = new WeakMap<Core.Strapi, Formats>();

/** Every format that `npm run import -- <format> <file>` knows, by name. */
export const importFormats = (strapi: Core.Strapi): Formats => ({
  ...ADAPTERS,
  ...added.get(strapi),
});

const readingTwice = (read: ReadMovies): Adapter => ({
  read,
  check: async (input, fileName) => {
    const movies = read(input, fileName)[Symbol.asyncIterator]();
    let count = 0;
    while (!(await movies.next()).done) count += 1;
    return count;
  },
});

/**
 * Adds a format to `npm run import -- <format> <file>`. Call it in `register` of a plugin.
 *
 * @param name in lower-case letters and digits, e.g. `jsonl`
 * @throws {Error} when the name is no such word, or taken
 */
export const addImportFormat = (strapi: Core.Strapi, name: string, read: ReadMovies): void => {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new Error(
      `"${name}" cannot be an import format. Name it in lower-case letters and digits.`,
    );
  }
  if (importFormats(strapi)[name]) {
    throw new Error(`There is an import format "${name}" already. Name the new one otherwise.`);
  }
  added.set(strapi, { ...added.get(strapi), [name]: readingTwice(read) });
};
