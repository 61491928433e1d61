import type { Core, Modules, Schema, UID } from '@strapi/strapi';
import type { Connection } from '../strapi-services';
import { leavesRelation } from '../strapi-services/relation-values';
import { type Change, findDependents, findLosses, refusal } from './losses';
import { NEEDS } from './needs';

type Context = Parameters<Modules.Documents.Middleware.Middleware>[0];
type Data = Partial<Record<string, unknown>>;

/** Between entries of the catalogue; not the administrator who writes, whom the panel adds. */
const isCatalogueRelation = (attribute: Schema.Attribute.AnyAttribute | undefined): boolean =>
  attribute?.type === 'relation' && 'target' in attribute && attribute.target.startsWith('api::');

const changesRelations = (strapi: Core.Strapi, uid: UID.ContentType, data: Data = {}): boolean => {
  const attributes = strapi.contentType(uid).attributes as Partial<
    Record<string, Schema.Attribute.AnyAttribute>
  >;
  return Object.entries(data).some(
    ([field, value]) => isCatalogueRelation(attributes[field]) && !leavesRelation(value),
  );
};

/** Whether it may touch links of movies, or of what movies link to. */
const touchesLinks = (strapi: Core.Strapi, { uid, action, params }: Context): boolean => {
  if (!NEEDS[uid]) return false;
  if (action === 'delete' || action === 'clone') return true;
  const { data } = params as { data?: Data };
  return (action === 'create' || action === 'update') && changesRelations(strapi, uid, data);
};

const documentIdOf = (result: unknown): string =>
  (result as { documentId?: string } | null)?.documentId ?? '';

const CHANGES: Partial<Record<string, Change>> = {
  delete: 'deleted',
  update: 'changed like this',
};

const write = async <Result>(
  strapi: Core.Strapi,
  trx: Connection,
  { uid, action, params }: Context,
  next: () => Promise<Result>,
): Promise<Result> => {
  const change = CHANGES[action];
  const { documentId } = params as { documentId: string };
  const before = change && (await findDependents(trx, uid, documentId));
  const result = await next();
  // A new entry takes nothing; it may lack something itself.
  const needed = before ?? (await findDependents(trx, uid, documentIdOf(result)));
  const losses = await findLosses(trx, needed);
  if (losses.length === 0) return result;
  const { displayName } = strapi.contentType(uid).info;
  throw refusal(`${displayName} "${needed.name}"`, change ?? 'created like this', losses);
};

/**
 * A published movie stays complete, a character keeps an actor and a person a country: refuses what
 * would take that away, with the names of those who need it.
 *
 * Links can be written in many ways (`set`, `connect`, `disconnect`, by id or documentId, from
 * either side, of one version or both), and Strapi alone knows what each of them does. So nothing is
 * foretold: whoever had what they need by this entry is looked at when the write is done, and it is
 * undone when they have it no longer. A program that replaces something in one transaction gives the
 * new one before it takes the old one.
 *
 * Meanwhile nobody else writes movies, or what they link to (`database/constraints/02-favorites.sql`
 * says how): nothing is published that names what is being deleted, and nobody waits in a circle.
 * `database/constraints/08-published-movies.sql` has the last word about what does not come this way.
 */
export const keepPublishedMoviesComplete =
  (strapi: Core.Strapi): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    if (!touchesLinks(strapi, context)) return next();
    return strapi.db.transaction(async ({ trx }: { trx: Connection }) => {
      await trx.raw('SELECT have_movies_alone()');
      return write(strapi, trx, context, async () => next());
    });
  };
