export { favoritesAmong } from './states';
export { findFavorites } from './list';
export { type Operation, type Owner, writeFavorite } from './write';
export { keepFavoritesReadOnly } from './read-only-in-admin';
export { extendGraphQLWithFavorites } from './graphql';
