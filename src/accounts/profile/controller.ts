import type { Core } from '@strapi/strapi';
import { assertNoFiles } from '../../images';
import { callerOf } from '../caller';
import { parseProfileChanges } from './changes';
import { changeProfile, readProfile } from './profile';
import { profileQuery } from './query';

/** `GET /api/users/me` and `PUT /api/users/me`: both answer with the caller's profile. */
export const profileController = {
  async me(ctx) {
    const caller = callerOf(ctx);
    const query = await profileQuery(strapi, caller, ctx.query);
    ctx.body = await readProfile(strapi, caller, query);
  },

  async updateMe(ctx) {
    const caller = callerOf(ctx);
    const query = await profileQuery(strapi, caller, ctx.query);
    assertNoFiles(ctx, 'Send an avatar to PUT /api/users/me/avatar.');
    const changes = parseProfileChanges(ctx.request.body, caller.account.username);
    await changeProfile(strapi, caller, changes);
    ctx.body = await readProfile(strapi, caller, query);
  },
} satisfies Record<string, Core.ControllerHandler>;
