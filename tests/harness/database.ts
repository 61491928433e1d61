import { strapi } from '.';

/**
 * Empties everything that tests create. Countries and genres, roles and permissions are reference
 * data and stay.
 */
export const clearCatalogue = async (): Promise<void> => {
  await strapi().db.connection.raw(
    'TRUNCATE movies, people, characters, favorites, up_users, files RESTART IDENTITY CASCADE',
  );
  // User ids begin again at 1: sessions that stayed would open the accounts of others.
  await strapi().db.connection.raw(
    `DELETE FROM strapi_sessions WHERE origin = 'users-permissions'`,
  );
};
