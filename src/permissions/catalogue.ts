/** The content types that make up the catalogue: editors keep them, frontends read them. */
export const CATALOGUE_TYPES = [
  'api::movie.movie',
  'api::person.person',
  'api::character.character',
  'api::genre.genre',
  'api::country.country',
] as const;
