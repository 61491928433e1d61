/**
 * January 1 of the year of the oldest motion picture, "The Horse in Motion": no movie is older, whether
 * an editor enters it or a file brings it. ISO 8601 date.
 */
export const FIRST_FILM = '1878-01-01';
