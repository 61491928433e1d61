import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { ImportFormatError, type MovieRecord, type PersonRecord } from '../../importer';

const person = z.strictObject({ firstName: z.string().min(1), lastName: z.string().optional() });

const movie = z.strictObject({
  title: z.string().min(1).max(255),
  releaseDate: z.iso.date().optional(),
  country: z.string().optional(),
  director: person.optional(),
  genres: z.array(z.string()).default([]),
  cast: z.array(z.strictObject({ name: z.string().min(1), actor: person })).default([]),
});

/** The file does not tell where people are from. */
const toPerson = (found: z.infer<typeof person>): PersonRecord => ({ ...found, country: 'ZZ' });

const toRecord = (line: number, found: z.infer<typeof movie>): MovieRecord => ({
  ...found,
  source: `line ${line}`,
  director: found.director && toPerson(found.director),
  cast: found.cast.map(({ name, actor }) => ({ name, role: 'leading', actor: toPerson(actor) })),
  remarks: [],
});

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Reads movies from JSON Lines: UTF-8, an object on each line; empty lines are skipped.
 *
 * @throws {ImportFormatError} with file, line and attribute
 */
export async function* readJsonLines(
  input: Readable,
  fileName: string,
): AsyncGenerator<MovieRecord> {
  let line = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() === '') continue;
    const { data, error } = movie.safeParse(parse(text));
    if (error) {
      const [issue] = error.issues;
      const columnName = issue?.path.join('.');
      throw new ImportFormatError(
        { file: fileName, line, columnName },
        issue?.message ?? 'no movie',
      );
    }
    yield toRecord(line, data);
  }
}
