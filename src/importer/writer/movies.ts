import type { Core } from '@strapi/strapi';
import type { MovieRecord } from '../records';
import { writeCharacters } from './characters';
import { type KnownEntries, movieKey, personKey } from './known-entries';
import { attachImages } from './media';
import { entryColumns, insertRows, knownId, type Row } from './rows';
import type { Connection } from '../../strapi-services';

/** A movie to store, as a draft or as a draft and a published version. */
export interface MovieToWrite {
  record: MovieRecord;
  publish: boolean;
}

const movieRow = (record: MovieRecord, entry: Row): Row => ({
  ...entry,
  title: record.title,
  description: record.description ?? null,
  budget: record.budget ?? null,
  release_date: record.releaseDate ?? null,
  duration_minutes: record.durationMinutes ?? null,
});

/** Stores drafts and published versions alternately, as Strapi does, and gives the ids by movie. */
const writeVersions = async (
  trx: Connection,
  movies: readonly MovieToWrite[],
): Promise<number[][]> => {
  const now = new Date().toISOString();
  const versions = movies.map(({ record, publish }) => {
    const draft = movieRow(record, entryColumns(now, null));
    return publish ? [draft, { ...draft, published_at: now }] : [draft];
  });
  const ids = await insertRows(trx, 'movies', versions.flat());
  return versions.map((rows) => ids.splice(0, rows.length));
};

/**
 * Stores movies and their characters, and notes them in `known`; their people must be known. Every
 * version has links of its own.
 */
export const writeMovies = async (
  strapi: Core.Strapi,
  trx: Connection,
  known: KnownEntries,
  movies: readonly MovieToWrite[],
): Promise<void> => {
  const versions = await writeVersions(trx, movies);
  const casts = await writeCharacters(
    trx,
    known,
    movies.map(({ record }) => record.cast),
  );
  /** One row for each version of each movie, and for each of what `targets` gives. */
  const link = (
    table: string,
    targets: (record: MovieRecord, position: number, movieId: number) => readonly Row[],
  ): Promise<number[]> =>
    insertRows(
      trx,
      table,
      movies.flatMap(({ record }, position) =>
        (versions[position] ?? []).flatMap((movie_id) =>
          targets(record, position, movie_id).map((target) => ({ movie_id, ...target })),
        ),
      ),
    );

  // Movies follow one another in the lists of people and characters: a later id, a later place.
  await link('movies_director_lnk', ({ director }, _position, movie_ord) =>
    director ? [{ person_id: knownId(known.people, personKey(director)), movie_ord }] : [],
  );
  await link('movies_country_lnk', ({ country }) =>
    country ? [{ country_id: knownId(known.countries, country) }] : [],
  );
  await link('movies_genres_lnk', ({ genres }) =>
    genres.map((name, order) => ({
      genre_id: knownId(known.genres, name),
      genre_ord: order + 1,
    })),
  );
  await link('movies_characters_lnk', (_record, position, movie_ord) =>
    [...new Set(casts[position])].map((character_id, order) => ({
      character_id,
      character_ord: order + 1,
      movie_ord,
    })),
  );
  await attachImages(
    strapi,
    trx,
    { type: 'api::movie.movie', fields: ['poster'] },
    movies.map(({ record }, position) => ({
      image: record.poster,
      entries: versions[position] ?? [],
    })),
  );
  for (const { record } of movies) known.movies.add(movieKey(record));
};
