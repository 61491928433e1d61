import type { Core, Modules } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Connection } from '../strapi-services';

const USER = 'plugin::users-permissions.user';

type Names = Record<'username' | 'email' | 'provider', string | undefined>;

interface Taken {
  username: boolean;
  email: boolean;
}

interface WriteParams {
  documentId?: string;
  data?: Record<string, unknown>;
}

/** In what the database refuses, by the constraint of `03-accounts.sql` that has the last word. */
const PROBLEMS: Record<string, (names: Names) => { field: keyof Names; message: string }> = {
  up_users_username_uq: ({ username = '' }) => ({
    field: 'username',
    message: `Username "${username}" is already taken. Choose another one.`,
  }),
  up_users_email_uq: ({ email = '' }) => ({
    field: 'email',
    message: `Email "${email}" is already taken: it has an account. Log in with it, or reset its password.`,
  }),
  up_users_username_ck: ({ username = '' }) => ({
    field: 'username',
    message: `Username "${username}" contains an "@" but is not the email of the account. Leave out the "@", or use that email.`,
  }),
};

const refusal = (constraint: string, names: Names): errors.ValidationError | undefined => {
  const problem = PROBLEMS[constraint]?.(names);
  if (!problem) return undefined;
  const { field, message } = problem;
  return new errors.ValidationError(message, {
    errors: [{ path: [field], message, name: 'ValidationError' }],
  });
};

/** Reads `up_users_username_uq` and `up_users_email_uq`. */
const FIND_TAKEN = `
  SELECT
    EXISTS (
      SELECT FROM up_users
      WHERE lower(username) = lower(CAST(:username AS text))
        AND document_id IS DISTINCT FROM CAST(:self AS text)
    ) AS username,
    EXISTS (
      SELECT FROM up_users
      WHERE COALESCE(provider, 'local') = COALESCE(CAST(:provider AS text), 'local')
        AND lower(email) = lower(CAST(:email AS text))
        AND document_id IS DISTINCT FROM CAST(:self AS text)
    ) AS email`;

const isForeignAddress = ({ username = '', email = '' }: Names): boolean =>
  username.includes('@') && username.toLowerCase() !== email.toLowerCase();

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

const namesIn = (data: Record<string, unknown> | null | undefined): Names => ({
  username: textOf(data?.username),
  email: textOf(data?.email),
  provider: textOf(data?.provider),
});

/** Asked on the connection of the write, when that has begun a transaction already. */
const findTaken = async (
  strapi: Core.Strapi,
  { username = null, email = null, provider = null }: Partial<Record<keyof Names, string | null>>,
  self: string | null = null,
): Promise<Taken> =>
  strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
    const { rows } = await trx.raw<{ rows: [Taken] }>(FIND_TAKEN, {
      username,
      email,
      provider,
      self,
    });
    return rows[0];
  });

/**
 * Refuses the username or email of another account, and another's email as a username.
 *
 * @param data what is about to be written; values that are not texts are left to validation
 * @param self documentId of the account itself, when it exists already
 * @throws {errors.ValidationError} that says which one is taken
 */
export const assertAccountIsUnique = async (
  strapi: Core.Strapi,
  data: Record<string, unknown>,
  self?: string,
): Promise<void> => {
  const names = namesIn(data);
  const taken = await findTaken(strapi, names, self);
  const [constraint] = [
    ...(taken.username ? ['up_users_username_uq'] : []),
    ...(taken.email ? ['up_users_email_uq'] : []),
    ...(isForeignAddress(names) ? ['up_users_username_ck'] : []),
  ];
  const error = constraint ? refusal(constraint, names) : undefined;
  if (error) throw error;
};

/** The names that an account has once `params` are written: an update may give one of them only. */
const namesAfter = async (
  strapi: Core.Strapi,
  { documentId, data = {} }: WriteParams,
): Promise<Names> => {
  const current = documentId
    ? ((await strapi.db
        .query(USER)
        .findOne({ where: { documentId }, select: ['username', 'email', 'provider'] })) as Record<
        string,
        unknown
      > | null)
    : null;
  return namesIn({ ...current, ...data });
};

const violatedConstraint = (error: unknown): string =>
  error instanceof Error && 'constraint' in error ? String(error.constraint) : '';

/**
 * One account per username and per email, whatever their case, and nobody's email as the username of
 * somebody else. Says so before the write; when two writes meet, the database refuses the second and
 * the same words explain it.
 */
export const uniqueAccounts =
  (strapi: Core.Strapi): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    const { uid, action } = context;
    if (uid !== USER || !['create', 'update', 'clone'].includes(action)) return next();

    const params = context.params as WriteParams;
    const changes = namesIn(params.data);
    if (action === 'update' && !changes.username && !changes.email) return next();

    const names = await namesAfter(strapi, params);
    const self = action === 'update' ? params.documentId : undefined;
    await assertAccountIsUnique(strapi, names, self);
    try {
      return await next();
    } catch (error) {
      // Strapi looks too, and may see an account that has come since: "This attribute must be unique".
      if (error instanceof errors.ValidationError) await assertAccountIsUnique(strapi, names, self);
      throw refusal(violatedConstraint(error), names) ?? error;
    }
  };
