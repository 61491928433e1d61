export { favoritesAmong } from './states';
export { findFavorites, type FavoritePage, type ListQuery } from './list';
export { type FavoriteState, type Operation, writeFavorite } from './write';
export { extendGraphQLWithFavorites } from './graphql';
