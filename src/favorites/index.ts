export { favoritesAmong } from './states';
export { findFavorites, type FavoritePage, type ListQuery } from './list';
export { type FavoriteState, type Operation, type Owner, writeFavorite } from './write';
export { keepFavoritesReadOnly } from './read-only-in-admin';
export { extendGraphQLWithFavorites } from './graphql';
