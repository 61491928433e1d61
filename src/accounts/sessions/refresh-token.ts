import type { Core } from '@strapi/strapi';
import { verify } from 'jsonwebtoken';
import { z } from 'zod';
import type { Context } from '../auth-actions';

const claims = z.object({
  type: z.literal('refresh'),
  userId: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
  sessionId: z.string(),
});

/** What a refresh token that was issued here says; its session may have ended since. */
export type RefreshClaims = z.infer<typeof claims>;

/** Where Strapi looks for the token: the cookie first, then the body. */
const presentedToken = (strapi: Core.Strapi, ctx: Context): unknown => {
  const name = strapi.config.get(
    'plugin::users-permissions.sessions.cookie.name',
    'strapi_up_refresh',
  );
  const cookie = ctx.cookies.get(name);
  const { refreshToken } = (ctx.request.body ?? {}) as { refreshToken?: unknown };
  // Logging out empties the cookie.
  return cookie === undefined || cookie === '' ? refreshToken : cookie;
};

/** @returns undefined when the request has no refresh token, or a forged or expired one */
export const presentedClaims = (strapi: Core.Strapi, ctx: Context): RefreshClaims | undefined => {
  const token = presentedToken(strapi, ctx);
  if (typeof token !== 'string') return undefined;
  const secret = strapi.config.get<string>('plugin::users-permissions.jwtSecret');
  try {
    // The algorithm that Strapi signs with, unless config/plugins.ts names another.
    return claims.parse(verify(token, secret, { algorithms: ['HS256'] }));
  } catch {
    return undefined;
  }
};
