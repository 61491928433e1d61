import type { Core } from '@strapi/strapi';
import { deleteExpiredRegularly } from './expired';
import { createRateLimits, SERVICE } from './limits';

export { accountKey, addressKey } from './keys';
export { type Context, rateLimits } from './limits';
export { consumeFavoriteWrite, limitBy } from './per-user';

/** Gives the application its rate limits, which hold for all processes on its database together. */
export const registerRateLimits = (strapi: Core.Strapi): void => {
  strapi.add(SERVICE, () => createRateLimits(strapi));
  deleteExpiredRegularly(strapi);
};
