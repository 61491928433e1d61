import type { Core, UID } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { type FileRow, fileService, mediaProvider } from '../strapi-services/media-storage';
import type { Window } from '../strapi-services/pagination';
import { FILMOGRAPHY } from './statement';

const MOVIE = 'api::movie.movie';
const CHARACTER = 'api::character.character';
const FILE = 'plugin::upload.file';

/** A character that the person plays in a movie, with all of its attributes. */
export interface Part extends Record<string, unknown> {
  id: number;
  documentId: string;
  name: string;
  role: string;
}

/** A movie that the person has worked on. */
export interface Work {
  /** All attributes of the published version, and its poster, signed where files are private. */
  movie: Record<string, unknown>;
  directed: boolean;
  /** In billing order. */
  characters: Part[];
}

export interface Filmography {
  works: Work[];
  /** Of all such movies, each counted once. */
  totals: { movies: number; budget: number };
}

interface Row extends Record<string, unknown> {
  totalMovies: string;
  totalBudget: number;
  id: number | null;
  directed: boolean;
  parts: string | null;
  poster: string | null;
}

/** A row of a table with the names of its attributes; columns that are none of its own are left out. */
const asEntry = (strapi: Core.Strapi, uid: UID.Schema, row: Record<string, unknown>) => {
  const { columnToAttribute } = strapi.db.metadata.get(uid) as unknown as {
    columnToAttribute: Partial<Record<string, string>>;
  };
  return Object.fromEntries(
    Object.entries(row).flatMap(([column, value]) => {
      const attribute = columnToAttribute[column];
      return attribute ? [[attribute, value]] : [];
    }),
  );
};

/** JSON has no moments: the driver reads those of rows in the same way, in the zone of this process. */
const asDriverReads = (type: string | undefined, value: unknown): unknown => {
  if (type === 'datetime' && typeof value === 'string') return new Date(value);
  return type === 'biginteger' && typeof value === 'number' ? String(value) : value;
};

/** A row that the database has written as JSON. */
const asEntryOfJson = (strapi: Core.Strapi, uid: UID.Schema, row: Record<string, unknown>) => {
  const attributes: Partial<Record<string, { type: string }>> = strapi.getModel(uid).attributes;
  return Object.fromEntries(
    Object.entries(asEntry(strapi, uid, row)).map(([name, value]) => [
      name,
      asDriverReads(attributes[name]?.type, value),
    ]),
  );
};

const posterOf = async (strapi: Core.Strapi, { poster }: Row): Promise<FileRow | null> => {
  if (poster === null) return null;
  const entry = asEntryOfJson(strapi, FILE, JSON.parse(poster) as Record<string, unknown>);
  // As Strapi does what it populates, which says nothing of signatures where files are public.
  const isPrivate = await mediaProvider(strapi).isPrivate();
  return isPrivate
    ? fileService(strapi).signFileUrls(entry as unknown as FileRow)
    : (entry as unknown as FileRow);
};

const partsOf = (strapi: Core.Strapi, { parts }: Row): Part[] =>
  parts === null
    ? []
    : (JSON.parse(parts) as Record<string, unknown>[]).map(
        (part) => asEntryOfJson(strapi, CHARACTER, part) as Part,
      );

const asWork = async (strapi: Core.Strapi, row: Row): Promise<Work> => ({
  movie: { ...asEntry(strapi, MOVIE, row), poster: await posterOf(strapi, row) },
  directed: row.directed,
  characters: partsOf(strapi, row),
});

/**
 * What somebody has directed and acted in, newest first: published movies, each once, those without
 * a date last. One statement, whose cost grows with the work of the person only.
 *
 * @param person documentId
 * @param acted whether to list what somebody has acted in
 * @throws {errors.NotFoundError} when there is no such person
 */
export const findFilmography = async (
  strapi: Core.Strapi,
  person: string,
  window: Window,
  acted: boolean,
): Promise<Filmography> => {
  const { rows } = await strapi.db.connection.raw<{ rows: Row[] }>(FILMOGRAPHY, {
    person,
    acted,
    ...window,
  } as unknown as Record<string, string>);
  const [first] = rows;
  if (!first) throw new errors.NotFoundError(`There is no person "${person}".`);
  return {
    works: await Promise.all(
      rows.filter(({ id }) => id !== null).map((row) => asWork(strapi, row)),
    ),
    totals: { movies: Number(first.totalMovies), budget: first.totalBudget },
  };
};
