import type { Core, Modules } from '@strapi/strapi';
import { isRelationOperations, leavesRelation } from '../strapi-services/relation-values';

const PERSON = 'api::person.person';
const CHARACTER = 'api::character.character';
const MOVIE = 'api::movie.movie';

type Middleware = Modules.Documents.Middleware.Middleware;
type Data = Partial<Record<string, unknown>>;

interface CloneParams {
  documentId: string;
  data?: Data;
}

/**
 * Strapi merges a list into what the original has, place by place: two entries of the original and a
 * list of one give the copy that one and the second of the original. Operations replace it.
 */
const onlyNamed = (value: unknown): unknown =>
  isRelationOperations(value) ? value : { set: value === null ? [] : [value].flat() };

const named = (value: unknown, otherwise: { id: number }[]): unknown =>
  leavesRelation(value) ? { set: otherwise } : onlyNamed(value);

/** The drafts of the movies that a character is in. */
const draftsWith = async (
  strapi: Core.Strapi,
  characterDocumentId: string,
): Promise<{ id: number }[]> =>
  (await strapi.db.query(MOVIE).findMany({
    where: { publishedAt: null, characters: { documentId: characterDocumentId } },
    select: ['id'],
    orderBy: { id: 'asc' },
  })) as { id: number }[];

/** Marks the movies as modified, so that the panel offers to publish them. */
const markModified = async (strapi: Core.Strapi, drafts: { id: number }[]): Promise<void> => {
  await strapi.db.query(MOVIE).updateMany({
    where: { id: { $in: drafts.map(({ id }) => id) } },
    data: { updatedAt: new Date() },
  });
};

/**
 * A movie has one director and a character one actor: a copy that had them too would take them from
 * the original. It has those that are named, and no others.
 */
export const copiesOfPeople = (): Middleware => async (context, next) => {
  const { uid, action } = context;
  if (uid !== PERSON || action !== 'clone') return next();

  const { data = {} } = context.params as CloneParams;
  const { directedMovies, characters } = data;
  Object.assign(context.params, {
    data: {
      ...data,
      directedMovies: named(directedMovies, []),
      characters: named(characters, []),
    },
  });
  return next();
};

/**
 * A copy of a character joins the drafts of the movies that the original is in, unless others are
 * named. In none it would not be a character; in the published versions, visitors would see it before
 * anybody has given it a name of its own. It goes live with the next publication of each movie.
 *
 * Comes within what keeps others from writing movies: a movie that is published meanwhile would have
 * another draft.
 */
export const copiesOfCharacters =
  (strapi: Core.Strapi): Middleware =>
  async (context, next) => {
    const { uid, action } = context;
    if (uid !== CHARACTER || action !== 'clone') return next();

    const { documentId, data = {} } = context.params as CloneParams;
    const drafts = leavesRelation(data.movies) ? await draftsWith(strapi, documentId) : [];
    Object.assign(context.params, { data: { ...data, movies: named(data.movies, drafts) } });
    const copy = await next();
    await markModified(strapi, drafts);
    return copy;
  };
