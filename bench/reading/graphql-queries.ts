const RELATIONS = `
  director { documentId firstName lastName }
  country { name code }
  genres { name }
  characters(pagination: { limit: 100 }) { name role actor { documentId firstName lastName } }`;

/** What a page of a catalogue shows of 25 movies. */
export const LIST_QUERY = `query List($page: Int) {
  movies(pagination: { page: $page, pageSize: 25 }) {
    documentId title releaseDate favoritesCount ${RELATIONS}
  }
}`;

/** What the page of a movie shows. */
export const MOVIE_QUERY = `query Page($documentId: ID!) {
  movie(documentId: $documentId) {
    documentId title description releaseDate durationMinutes budget favoritesCount ${RELATIONS}
  }
}`;
