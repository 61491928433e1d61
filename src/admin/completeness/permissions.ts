const SUBJECTS = [
  'api::movie.movie',
  'api::person.person',
  'api::character.character',
  'api::genre.genre',
  'api::country.country',
];

const READ = 'plugin::content-manager.explorer.read';

/** One of these is enough to have something on the desk. */
export const DESK_PERMISSIONS = SUBJECTS.map((subject) => ({ action: READ, subject }));

export const MOVIE_PERMISSIONS = [{ action: READ, subject: 'api::movie.movie' }];

/** To read entries of any type. */
export const READ_PERMISSIONS = [{ action: READ }];
