import type { Core, Modules } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { mayTellOfDrafts } from '../drafts/preview-permission';
import {
  type PublishableMovie,
  type PublishingGap,
  type PublishingRule,
  publishingRules,
} from './rules';

const MOVIE = 'api::movie.movie';

const gap = (field: string, thing: string, wayOut: string): PublishingGap => ({
  field,
  lack: `no ${thing}`,
  rule: `A published movie needs a ${thing}.`,
  wayOut,
});

const NO_TITLE = gap('title', 'title', 'Fill in "title".');
const NO_DIRECTOR = gap('director', 'director', 'Set one under "director".');
const NO_COUNTRY = gap('country', 'country', 'Set one under "country".');
const NO_CHARACTER = gap('characters', 'character', 'Add at least one under "characters".');
const NO_ACTOR: PublishingGap = {
  field: 'characters',
  lack: 'a character without an actor',
  rule: 'Every character of a published movie needs an actor.',
  wayOut: 'Set the "actor" of every character.',
};

const OWN_RULE: PublishingRule = ({ title, director, country, characters }) => [
  ...(title ? [] : [NO_TITLE]),
  ...(director ? [] : [NO_DIRECTOR]),
  ...(country ? [] : [NO_COUNTRY]),
  ...(characters.length > 0 ? [] : [NO_CHARACTER]),
  ...(characters.every(({ actor }) => actor) ? [] : [NO_ACTOR]),
];

/**
 * What a movie lacks before it can be published: in the order of the edit form, then what added rules
 * find.
 */
export const missingToPublish = (
  movie: PublishableMovie,
  added: readonly PublishingRule[],
): PublishingGap[] => [OWN_RULE, ...added].flatMap((rule) => rule(movie));

const sentenceList = new Intl.ListFormat('en', { type: 'conjunction' });

const cannotPublish = (movie: string, gaps: PublishingGap[]): errors.ValidationError =>
  new errors.ValidationError(
    [
      `${movie} cannot be published: it has ${sentenceList.format(gaps.map(({ lack }) => lack))}.`,
      ...gaps.map(({ wayOut }) => wayOut),
    ].join(' '),
    {
      errors: gaps.map(({ field, rule, wayOut }) => ({
        path: [field],
        message: `${rule} ${wayOut}`,
        name: 'ValidationError',
      })),
    },
  );

const assertPublishable = async (strapi: Core.Strapi, documentId: string): Promise<void> => {
  const draft = (await strapi.db.query(MOVIE).findOne({
    where: { documentId, publishedAt: null },
    populate: {
      director: { select: ['id'] },
      country: { select: ['id'] },
      genres: { select: ['id'] },
      poster: { select: ['id'] },
      characters: { select: ['id'], populate: { actor: { select: ['id'] } } },
    },
  })) as PublishableMovie | null;
  if (!draft) return;

  const gaps = missingToPublish(draft, publishingRules(strapi));
  if (gaps.length === 0) return;
  const named = await mayTellOfDrafts(strapi);
  throw cannotPublish(named ? `Movie "${draft.title ?? ''}"` : 'The movie', gaps);
};

interface WriteParams {
  status?: 'draft' | 'published';
  fields?: unknown;
  populate?: unknown;
}

/**
 * A movie is published only when it has its title, director, country and at least one character, each
 * with an actor; otherwise a ValidationError says what is missing, for all of it at once and field by field.
 *
 * Strapi saves and publishes in one call when a write asks for status `published`. The draft has to
 * be there before it can be judged, so such a write is taken apart here: save the draft, then
 * publish it, in one transaction.
 */
export const publishableMovie =
  (strapi: Core.Strapi): Modules.Documents.Middleware.Middleware =>
  async (context, next) => {
    if (context.uid !== MOVIE) return next();

    if (context.action === 'publish') {
      const { documentId } = context.params as { documentId: string };
      await assertPublishable(strapi, documentId);
      return next();
    }

    const { status, fields, populate } = context.params as WriteParams;
    if ((context.action !== 'create' && context.action !== 'update') || status !== 'published') {
      return next();
    }
    return strapi.db.transaction(async () => {
      Object.assign(context, { params: { ...context.params, status: 'draft' } });
      const draft = (await next()) as { documentId: string } | null;
      if (!draft) return draft;
      const { entries } = await strapi.documents(MOVIE).publish({
        documentId: draft.documentId,
        ...({ fields, populate } as object),
      });
      return entries[0] ?? null;
    });
  };
