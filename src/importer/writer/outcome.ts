import { missingToPublish, type PublishableMovie, type PublishingRule } from '../../publishing';
import type { MovieRecord } from '../records';
import type { KnownEntries } from './known-entries';
import { movieKey } from './known-entries';

/** What becomes of one record. */
export interface Outcome {
  status: 'published' | 'draft' | 'skipped';
  /** Why it is a draft, or why it was skipped; empty for a published movie. */
  reasons: string[];
}

const unknownNames = (known: KnownEntries, movie: MovieRecord): string[] => {
  const people = [...(movie.director ? [movie.director] : []), ...movie.cast.map((c) => c.actor)];
  const countries = [...(movie.country ? [movie.country] : []), ...people.map((p) => p.country)];
  return [
    ...countries
      .filter((code) => !known.countries.has(code))
      .map((code) => `country "${code}" is not in the catalogue`),
    ...movie.genres
      .filter((name) => !known.genres.has(name))
      .map((name) => `genre "${name}" is not in the catalogue`),
  ];
};

const publishable = (movie: MovieRecord): PublishableMovie => ({
  title: movie.title,
  description: movie.description ?? null,
  releaseDate: movie.releaseDate ?? null,
  durationMinutes: movie.durationMinutes ?? null,
  budget: movie.budget ?? null,
  poster: movie.poster ?? null,
  director: movie.director ?? null,
  country: movie.country ? { code: movie.country } : null,
  genres: movie.genres.map((name) => ({ name })),
  characters: movie.cast,
});

/**
 * Decides what becomes of a record: skipped when the catalogue has the movie already or lacks what
 * the record names, published when it is complete, a draft otherwise.
 *
 * @param rules those that were added to the project's own
 */
export const decide = (
  known: KnownEntries,
  movie: MovieRecord,
  rules: readonly PublishingRule[],
): Outcome => {
  if (known.movies.has(movieKey(movie))) {
    return { status: 'skipped', reasons: ['already in the catalogue'] };
  }
  const unknown = unknownNames(known, movie);
  if (unknown.length > 0) return { status: 'skipped', reasons: unknown };

  const gaps = missingToPublish(publishable(movie), rules);
  if (gaps.length > 0) return { status: 'draft', reasons: gaps.map(({ lack }) => lack) };
  if (movie.draft) return { status: 'draft', reasons: ['kept as a draft by its source'] };
  return { status: 'published', reasons: [] };
};
