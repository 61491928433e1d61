export const USER = 'plugin::users-permissions.user';
