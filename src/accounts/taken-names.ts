import { errors } from '@strapi/utils';
import { assertAccountIsUnique } from '../documents/unique-accounts';
import type { Decorator } from './auth-actions';

/** What Strapi says when somebody registers with names of another account. */
const VAGUE = 'Email or Username are already taken';

/** Registration that says which of the two is taken, username or email. */
export const sayWhatIsTaken: Decorator = (strapi, register) => async (ctx, next) => {
  try {
    return await register(ctx, next);
  } catch (error) {
    if (error instanceof errors.ApplicationError && error.message === VAGUE) {
      const { username, email } = ctx.request.body as Record<string, unknown>;
      await assertAccountIsUnique(strapi, { username, email, provider: 'local' });
    }
    throw error;
  }
};
