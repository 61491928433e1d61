import type { Core, Modules } from '@strapi/strapi';
import { z } from 'zod';
import { findingOf, refusal } from '../accounts/findings';
import { accountNames } from '../accounts/names';

const USER = 'plugin::users-permissions.user';

type Values = Record<string, unknown>;

interface WriteParams {
  documentId?: string;
  data?: Values;
}

const FIELDS = Object.keys(accountNames);

const namesSchema = z.object(accountNames).partial();

/** Values that are not texts are left to Strapi's validation. */
const namesIn = (data: Values = {}): Values =>
  Object.fromEntries(
    Object.entries(data).filter(
      ([field, value]) => FIELDS.includes(field) && typeof value === 'string',
    ),
  );

/**
 * Without the names that stay what they are. The admin panel sends all of them with every change: an
 * account from before these rules can be blocked without being renamed.
 */
const withoutUnchanged = async (
  strapi: Core.Strapi,
  documentId: string | undefined,
  names: Values,
): Promise<Values> => {
  if (documentId === undefined) return names;
  const stored = (await strapi.db
    .query(USER)
    .findOne({ where: { documentId }, select: FIELDS })) as Values | null;
  return Object.fromEntries(
    Object.entries(names).filter(([field, value]) => stored?.[field] !== value),
  );
};

/**
 * Users have names that can be told apart: every write, whether a registration, a change of the
 * profile or one in the admin panel, stores them in the form of `accountNames` or is refused.
 */
export const readableAccountNames =
  (strapi: Core.Strapi): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    const { uid, action } = context;
    if (uid !== USER || !['create', 'update', 'clone'].includes(action)) return next();

    const { documentId, data } = context.params as WriteParams;
    const given = namesIn(data);
    if (Object.keys(given).length === 0) return next();

    const self = action === 'update' ? documentId : undefined;
    const changed = await withoutUnchanged(strapi, self, given);
    const names = namesSchema.safeParse(changed);
    if (!names.success) throw refusal(names.error.issues.map(findingOf));

    Object.assign(context.params, { data: { ...data, ...names.data } });
    return next();
  };
