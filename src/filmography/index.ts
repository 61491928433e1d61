export { asRestBody, filmographyFor, parseFilmographyQuery } from './answer';
export { extendGraphQLWithFilmography } from './graphql';
