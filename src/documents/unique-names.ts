import type { Core, Modules } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Connection } from '../strapi-services';

type NamedType = 'api::genre.genre' | 'api::country.country';

/** Attributes that identify an entry whatever their case, and the index that has the last word. */
const UNIQUE: Record<NamedType, Record<string, string>> = {
  'api::genre.genre': { name: 'genres_name_uq' },
  'api::country.country': { name: 'countries_name_uq', code: 'countries_code_uq' },
};

const UNIQUE_VIOLATION = '23505';

interface NamedData {
  name?: unknown;
  code?: unknown;
}

interface WriteParams {
  documentId?: string;
  data?: NamedData;
}

const isNamedType = (uid: string): uid is NamedType => uid in UNIQUE;

const refusal = (field: string, message: string) =>
  new errors.ValidationError(message, {
    errors: [{ path: [field], message, name: 'ValidationError' }],
  });

const nameOf = (strapi: Core.Strapi, uid: NamedType): string =>
  strapi.contentType(uid).info.displayName;

const taken = (strapi: Core.Strapi, uid: NamedType, field: string, value: string) =>
  refusal(
    field,
    `There is already a ${nameOf(strapi, uid).toLowerCase()} with ${field} "${value}". Use that one, or choose another ${field}.`,
  );

const blank = (strapi: Core.Strapi, uid: NamedType, field: string) =>
  refusal(field, `${nameOf(strapi, uid)}: "${field}" must not be blank. Fill it in.`);

/** Of what is given, the attributes that identify an entry, without the spaces around them. */
const trimmedIn = (uid: NamedType, data: NamedData = {}): Record<string, string> =>
  Object.fromEntries(
    Object.keys(UNIQUE[uid]).flatMap((field) => {
      const value = data[field as keyof NamedData];
      return typeof value === 'string' ? [[field, value.trim()] as const] : [];
    }),
  );

/** Names from before, and those that were loaded past Strapi, may have spaces around them. */
const FIND_OTHERS = `
  SELECT FROM ??
  WHERE lower(btrim(??)) = lower(CAST(? AS text)) AND document_id IS DISTINCT FROM CAST(? AS text)
  LIMIT 1`;

const isTaken = async (
  strapi: Core.Strapi,
  uid: NamedType,
  { field, value, self }: { field: string; value: string; self: string | undefined },
): Promise<boolean> =>
  strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
    const { tableName } = strapi.db.metadata.get(uid);
    const { rows } = await trx.raw<{ rows: unknown[] }>(FIND_OTHERS, [
      tableName,
      field,
      value,
      self ?? null,
    ] as never);
    return rows.length > 0;
  });

const violatedField = (error: unknown, uid: NamedType): string | undefined => {
  if (!(error instanceof Error) || !('code' in error) || error.code !== UNIQUE_VIOLATION) return;
  const index = 'constraint' in error ? error.constraint : undefined;
  return Object.keys(UNIQUE[uid]).find((field) => UNIQUE[uid][field] === index);
};

/**
 * One genre per name, one country per name and per code, whatever their case and the spaces around
 * them, which are not stored. Says so before the write; when two writes meet, the database refuses the
 * second and the same words explain it.
 */
export const uniqueNames =
  (strapi: Core.Strapi): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    const { uid, action } = context;
    if (!isNamedType(uid) || !['create', 'update', 'clone'].includes(action)) return next();

    const { documentId, data } = context.params as WriteParams;
    const names = trimmedIn(uid, data);
    const self = action === 'update' ? documentId : undefined;
    for (const [field, value] of Object.entries(names)) {
      if (value === '') throw blank(strapi, uid, field);
      if (await isTaken(strapi, uid, { field, value, self }))
        throw taken(strapi, uid, field, value);
    }
    Object.assign(context.params, { data: { ...data, ...names } });
    try {
      return await next();
    } catch (error) {
      const field = violatedField(error, uid);
      throw field ? taken(strapi, uid, field, names[field] ?? '') : error;
    }
  };
