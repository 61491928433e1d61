import { sessionManager } from '../../strapi-services';
import type { Context, Decorator } from '../auth-actions';
import { withUserLocked } from './lock-user';

interface State {
  user?: { id: number };
  session?: { id: string };
}

const endsAnotherDevice = (ctx: Context): boolean => {
  const { deviceId } = (ctx.request.body ?? {}) as { deviceId?: unknown };
  return typeof deviceId === 'string' && deviceId !== '';
};

/** The same action, waiting for a refresh of the caller's that is under way. */
export const waitForRefresh: Decorator = (strapi, action) => (ctx, next) => {
  const { user } = ctx.state as State;
  if (!user) return action(ctx, next);
  return withUserLocked(strapi, user.id, async () => {
    await action(ctx, next);
  });
};

/**
 * Logout that always ends the caller's own session, unless it names another device. Strapi ends the
 * session of the refresh token in the cookie or the body instead, when there is one, and that may be
 * somebody else's who uses the same browser.
 */
export const endOwnSession: Decorator = (strapi, logout) =>
  waitForRefresh(strapi, async (ctx, next) => {
    await logout(ctx, next);
    const { user, session } = ctx.state as State;
    if (!user || !session || endsAnotherDevice(ctx)) return;
    await sessionManager(strapi).revokeSessionById(String(user.id), session.id);
  });
