import type { Core } from '@strapi/strapi';
import { favoritesAmong, type Operation, type Owner, writeFavorite } from '../../../favorites';

/**
 * Favorites for code of one's own, as `strapi.service('api::favorite.favorite')`. Inside of
 * `strapi.db.transaction` the writes are part of the transaction, and their events wait for its end.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const write = (operation: Operation) => (user: Owner, movie: string) =>
    writeFavorite(strapi, user, movie, operation);

  return {
    toggle: write('toggle'),
    add: write('add'),
    remove: write('remove'),
    /** The documentIds of those movies that the user has favorited. */
    among: (user: Owner, movies: readonly string[]) => favoritesAmong(strapi, user.id, movies),
  };
};
