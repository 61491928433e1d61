import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { abilities, type Ability } from '../strapi-services';
import { type Account, findAccount } from './account';

type Context = Parameters<Core.MiddlewareHandler>[0];

interface Auth {
  credentials: Account;
  ability: Ability;
}

/** A role's ability follows from its list of actions alone, so the list is the key. */
const known = new Map<string, Ability>();
const MAX_KNOWN = 100;

const abilityOf = async (strapi: Core.Strapi, actions: string[]): Promise<Ability> => {
  const key = actions.join();
  const ability =
    known.get(key) ??
    (await abilities(strapi).generateAbility(actions.map((action) => ({ action }))));
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, ability);
  return ability;
};

const bearerToken = (header: string | undefined): string | undefined =>
  /^bearer\s+(\S+)$/i.exec(header ?? '')?.[1];

/**
 * How endpoints that act on the caller's own account know the caller: by an access token of
 * users-permissions, and by nothing else. Whoever has none gets a 401, as does an API token, which
 * belongs to nobody. A route asks for it with `config.auth.strategies`.
 */
export const signedInUser = {
  name: 'signed-in-user',

  async authenticate(ctx: Context) {
    const token = bearerToken(ctx.get('authorization'));
    const account = token === undefined ? undefined : await findAccount(strapi, token);
    if (!account) return { authenticated: false };
    if (account.blocked || !account.confirmed) return { error: 'Invalid credentials' };

    ctx.state.user = account;
    return {
      authenticated: true,
      credentials: account,
      ability: await abilityOf(strapi, account.actions),
    };
  },

  /**
   * @param scope the actions of a route, or the one action with which Strapi asks whether a relation
   *   may be read
   * @throws {errors.ForbiddenError} when the user's role lacks one of the actions in `scope`
   */
  verify({ ability }: Auth, { scope = [] }: { scope?: string | string[] }) {
    if (![scope].flat().every((action) => ability.can(action))) throw new errors.ForbiddenError();
  },
};
