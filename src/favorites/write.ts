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
  /** Null when the user does not exist any more. */
  favorite: boolean | null;
  changed: boolean;
  favorites_count: number;
}

type Bindings = (string | number | Date)[];

const DEADLOCK_DETECTED = '40P01';

/** The locks rule deadlocks out, among what this project writes; a plugin's SQL may know nothing of them. */
const MAX_ATTEMPTS = 3;

const isDeadlock = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === DEADLOCK_DETECTED;

const run = async (connection: Connection, bindings: Bindings): Promise<WrittenRow | undefined> => {
  const { rows } = await connection.raw<{ rows: WrittenRow[] }>(
    'SELECT favorite, changed, favorites_count FROM write_favorite(?, ?, ?, ?, ?)',
    bindings,
  );
  return rows[0];
};

const runAgain = async (
  strapi: Core.Strapi,
  bindings: Bindings,
  attempts: number,
): Promise<WrittenRow | undefined> => {
  try {
    return await run(strapi.db.connection, bindings);
  } catch (error) {
    if (attempts === 1 || !isDeadlock(error)) throw error;
    return runAgain(strapi, bindings, attempts - 1);
  }
};

/**
 * One statement, which is a transaction of its own unless the caller has begun one. On its own it can
 * be repeated when PostgreSQL has chosen it to end a deadlock: nothing of it has happened.
 */
const runStatement = async (
  strapi: Core.Strapi,
  bindings: Bindings,
): Promise<WrittenRow | undefined> =>
  strapi.db.inTransaction()
    ? strapi.db.transaction(({ trx }) => run(trx as Connection, bindings))
    : runAgain(strapi, bindings, MAX_ATTEMPTS);

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
  const row = await runStatement(strapi, [operation, user.id, movie, createId(), new Date()]);
  if (row?.favorite === null) throw new errors.UnauthorizedError();
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
