import { Readable } from 'node:stream';
import { ImportFormatError, readCsv } from '../../src/importer/adapters/csv';
import type { MovieRecord } from '../../src/importer/records';

export const HEADER = 'name,genre,year,released,director,star,country,budget,runtime';
const VALUES = {
  name: 'Alien',
  genre: 'Sci-Fi',
  year: '1979',
  released: '"June 22, 1979 (United States)"',
  director: 'Ridley Scott',
  star: 'Sigourney Weaver',
  country: 'United Kingdom',
  budget: '11000000.0',
  runtime: '117.0',
};

/** One row in the order of HEADER, Alien's but for the values given. */
export function row(values: Partial<typeof VALUES> = {}): string {
  return Object.values({ ...VALUES, ...values }).join(',');
}

/** A file as it comes from disk: bytes in pieces. */
export function fileOf(content: string | Buffer, chunkBytes = 65_536): Readable {
  const bytes = Buffer.from(content);
  const starts = Array.from(
    { length: Math.ceil(bytes.length / chunkBytes) },
    (_, at) => at * chunkBytes,
  );
  return Readable.from(starts.map((start) => bytes.subarray(start, start + chunkBytes)));
}

/** All movies of a file called `movies.csv`. */
export async function collect(input: Readable): Promise<MovieRecord[]> {
  const movies: MovieRecord[] = [];
  for await (const movie of readCsv(input, 'movies.csv')) movies.push(movie);
  return movies;
}

/** Reads a file with this header and these rows. */
export const readRows = (...rows: string[]) => collect(fileOf([HEADER, ...rows, ''].join('\n')));

/** Reads a file with one row, Alien's but for the values given. */
export async function readRow(values: Partial<typeof VALUES>): Promise<MovieRecord> {
  const [movie] = await readRows(row(values));
  if (!movie) throw new Error('the row gave no movie');
  return movie;
}

/** The error with which reading ends. */
export async function errorOf(reading: Promise<unknown>): Promise<ImportFormatError> {
  const outcome = await reading.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(ImportFormatError);
  return outcome as ImportFormatError;
}
