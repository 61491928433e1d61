import { createId } from '@paralleldrive/cuid2';
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { emitEvent } from '../events';
import type { Connection } from '../strapi-services';

export type Operation = 'toggle' | 'add' | 'remove';

/** A user's favorite as it is after a write. */
export interface FavoriteState {
  /** The movie's documentId. */
  movie: string;
  favorite: boolean;
  /** How many users have favorited the movie. */
  favoritesCount: number;
}

/** Whose favorite it is. */
export interface Owner {
  id: number;
  documentId: string;
}

interface WrittenRow {
  favorite: boolean;
  changed: boolean;
  favorites_count: number;
}

const FOREIGN_KEY_VIOLATION = '23503';

const isForeignKeyViolation = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === FOREIGN_KEY_VIOLATION;

/** One statement, which is a transaction of its own unless the caller has begun one. */
const runStatement = async (
  strapi: Core.Strapi,
  bindings: (string | number | Date)[],
): Promise<WrittenRow | undefined> => {
  const run = async (connection: Connection) => {
    const { rows } = await connection.raw<{ rows: WrittenRow[] }>(
      'SELECT favorite, changed, favorites_count FROM write_favorite(?, ?, ?, ?, ?)',
      bindings,
    );
    return rows[0];
  };
  return strapi.db.inTransaction()
    ? strapi.db.transaction(({ trx }) => run(trx as Connection))
    : run(strapi.db.connection);
};

/**
 * Adds, removes or toggles a user's favorite of a movie (`database/constraints/05-favorite-writes.sql`)
 * and emits `favorite.added` or `favorite.removed` when that has changed something.
 *
 * @param movie the documentId of a published movie
 * @throws {errors.NotFoundError} when no such movie is published
 * @throws {errors.UnauthorizedError} when the user has been deleted meanwhile
 */
export const writeFavorite = async (
  strapi: Core.Strapi,
  user: Owner,
  movie: string,
  operation: Operation,
): Promise<FavoriteState> => {
  const row = await runStatement(strapi, [operation, user.id, movie, createId(), new Date()]).catch(
    (error: unknown) => {
      throw isForeignKeyViolation(error) ? new errors.UnauthorizedError() : error;
    },
  );
  if (!row) throw new errors.NotFoundError(`There is no published movie "${movie}".`);

  const { favorite, changed, favorites_count: favoritesCount } = row;
  if (changed) {
    emitEvent(strapi, favorite ? 'favorite.added' : 'favorite.removed', {
      user: { documentId: user.documentId },
      movie: { documentId: movie },
      favoritesCount,
    });
  }
  return { movie, favorite, favoritesCount };
};
