import type { Core, Modules } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { PERSON, settlingPhotos } from './settled';

type Middleware = Modules.Documents.Middleware.Middleware;

/** What a write gives: the person, or for a clone its entries. */
interface Written {
  id?: number;
  entries?: { id: number }[];
}

interface Params {
  documentId?: string;
  populate?: unknown;
  fields?: unknown;
}

const WRITES = new Set<string>(['create', 'update', 'clone']);

const idsOf = async (strapi: Core.Strapi, documentId: string): Promise<number[]> => {
  const rows = (await strapi.db
    .query(PERSON)
    .findMany({ where: { documentId }, select: ['id'] })) as { id: number }[];
  return rows.map(({ id }) => id);
};

const idsIn = (written: unknown): number[] => {
  const { id, entries } = (written ?? {}) as Written;
  return entries ? entries.map((entry) => entry.id) : [id ?? []].flat();
};

const FILE_IS_GONE = 'files_related_mph_fk';

/** Strapi has looked whether the files exist; they may have been deleted since. */
const asCallersMistake = (error: unknown): unknown =>
  error instanceof Error && 'constraint' in error && error.constraint === FILE_IS_GONE
    ? new errors.ValidationError('One of the photos has just been deleted. Choose others.')
    : error;

/** Strapi has read the answer before the photos were settled. */
const readAgain = (strapi: Core.Strapi, documentId: string, { populate, fields }: Params) =>
  strapi.documents(PERSON).findOne({ documentId, populate, fields } as { documentId: string });

/**
 * Settles a person's photos within the write that changes them, so that its answer shows the primary
 * photo and others hear of it. What is written in other ways is settled at the commit.
 */
export const keepPrimaryPhoto =
  (strapi: Core.Strapi): Middleware =>
  async (context, next) => {
    const { uid, action } = context;
    if (uid !== PERSON || !WRITES.has(action)) return next();

    const params = context.params as Params;
    const { documentId } = params;
    const known = action === 'update' && documentId ? await idsOf(strapi, documentId) : [];
    const written = await settlingPhotos(
      strapi,
      known,
      async () => next(),
      (result) => (known.length > 0 ? [] : idsIn(result)),
    ).catch((error: unknown) => {
      throw asCallersMistake(error);
    });
    if (action === 'clone' || !written || !params.populate) return written;
    return readAgain(strapi, (written as { documentId: string }).documentId, params);
  };
