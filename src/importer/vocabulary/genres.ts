import seed from '../../../database/seed/genres.json';
import { foldName, indexByName } from './fold';

/** Other names of the seeded genres; spelling variants such as `Film-Noir` need no entry. */
const GENRE_ALIASES: Readonly<Record<string, readonly string[]>> = {
  Animation: ['Animated', 'Cartoon', 'Anime'],
  Biography: ['Biopic', 'Biographical'],
  Documentary: ['Docu'],
  Family: ['Children', 'Kids'],
  'Film Noir': ['Noir'],
  History: ['Historical'],
  Mystery: ['Whodunit'],
  Romance: ['Romantic'],
  'Science Fiction': ['Sci-Fi', 'SciFi', 'SF'],
  Short: ['Short Film'],
  Sport: ['Sports'],
  Superhero: ['Super Hero', 'Superheroes'],
  Thriller: ['Suspense'],
};

const genreByName = indexByName([
  ...seed.map(({ name }) => [name, [name]] as const),
  ...Object.entries(GENRE_ALIASES),
]);

/**
 * The Genre name for what a source calls a genre (`Sci-Fi` gives `Science Fiction`).
 * Case and punctuation do not matter; `undefined` when the genre is not known.
 */
export function genreName(name: string): string | undefined {
  return genreByName.get(foldName(name));
}
