import type { Core, Modules } from '@strapi/strapi';
import { errors } from '@strapi/utils';

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

const taken = (strapi: Core.Strapi, uid: NamedType, field: string, value: string) => {
  const { displayName } = strapi.contentType(uid).info;
  const message = `There is already a ${displayName.toLowerCase()} with ${field} "${value}". Use that one, or choose another ${field}.`;
  return new errors.ValidationError(message, {
    errors: [{ path: [field], message, name: 'ValidationError' }],
  });
};

const textOf = (data: NamedData | undefined, field: string): string | undefined => {
  const value = data?.[field as keyof NamedData];
  return typeof value === 'string' ? value : undefined;
};

const isTaken = async (
  strapi: Core.Strapi,
  uid: NamedType,
  where: { field: string; value: string; documentId: string | undefined },
): Promise<boolean> => {
  const others = await strapi.db.query(uid).count({
    where: {
      [where.field]: { $eqi: where.value },
      ...(where.documentId ? { documentId: { $ne: where.documentId } } : {}),
    },
  });
  return others > 0;
};

const violatedField = (error: unknown, uid: NamedType): string | undefined => {
  if (!(error instanceof Error) || !('code' in error) || error.code !== UNIQUE_VIOLATION) return;
  const index = 'constraint' in error ? error.constraint : undefined;
  return Object.keys(UNIQUE[uid]).find((field) => UNIQUE[uid][field] === index);
};

/**
 * One genre per name, one country per name and per code, whatever their case. Says so before the
 * write; when two writes meet, the database refuses the second and the same words explain it.
 */
export const uniqueNames =
  (strapi: Core.Strapi): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    const { uid, action } = context;
    if (!isNamedType(uid) || !['create', 'update', 'clone'].includes(action)) return next();

    const { documentId, data } = context.params as WriteParams;
    for (const field of Object.keys(UNIQUE[uid])) {
      const value = textOf(data, field);
      const self = action === 'update' ? documentId : undefined;
      if (value && (await isTaken(strapi, uid, { field, value, documentId: self }))) {
        throw taken(strapi, uid, field, value);
      }
    }
    try {
      return await next();
    } catch (error) {
      const field = violatedField(error, uid);
      throw field ? taken(strapi, uid, field, textOf(data, field) ?? '') : error;
    }
  };
