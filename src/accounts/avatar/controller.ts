import type { Core } from '@strapi/strapi';
import type { RequestContext } from '../../strapi-services';
import { callerOf } from '../caller';
import { assertNoQuery, readProfile } from '../profile';
import { removeAvatar, setAvatar } from './avatar';
import { avatarFile } from './form';

const answer = async (ctx: RequestContext): Promise<void> => {
  ctx.body = await readProfile(strapi, callerOf(ctx), { populate: ['avatar'] });
};

/** `PUT` and `DELETE /api/users/me/avatar`: both answer with the caller's profile and avatar. */
export const avatarController = {
  async updateMyAvatar(ctx) {
    assertNoQuery(ctx.query);
    await setAvatar(strapi, callerOf(ctx).account, avatarFile(ctx));
    await answer(ctx);
  },

  async deleteMyAvatar(ctx) {
    assertNoQuery(ctx.query);
    await removeAvatar(strapi, callerOf(ctx).account);
    await answer(ctx);
  },
} satisfies Record<string, Core.ControllerHandler>;
